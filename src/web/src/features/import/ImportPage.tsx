import { Alert, Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { Page } from '../../ui/Page.tsx';
import { addFiles, type ChosenFile } from './chosenFiles.ts';
import { DropArea } from './DropArea.tsx';
import { FileList } from './FileList.tsx';
import { ImportOptions, type Options } from './ImportOptions.tsx';
import { ImportRun } from './ImportRun.tsx';
import { useStartImport } from './queries.ts';

/** What a run says stands below the form; it is brought into view when the run begins. */
const showOnce = (run: HTMLElement | null) => run?.scrollIntoView({ block: 'nearest' });

/** Choose files, see what they would do, then import them. The running import stands in the address and survives a reload. */
export function ImportPage() {
  const [params, setParams] = useSearchParams();
  const run = params.get('run');
  const [files, setFiles] = useState<readonly ChosenFile[]>([]);
  const [options, setOptions] = useState<Options>({ dryRun: true, dateOrder: null, mapping: null, currency: '' });
  const start = useStartImport();

  const begin = (dryRun: boolean) =>
    start.mutate({ ...options, files, dryRun }, { onSuccess: ({ id }) => setParams({ run: id }, { replace: run !== null }) });
  return (
    <Page title="Import">
      <Stack gap="lg">
        <DropArea onFiles={(added) => setFiles((chosen) => addFiles(chosen, added))} />
        <FileList files={files} onChange={setFiles} />
        <ImportOptions options={options} onChange={setOptions} />
        <Group>
          <Button disabled={files.length === 0} loading={start.isPending} onClick={() => begin(options.dryRun)}>
            {options.dryRun ? 'Try it out' : 'Import'}
          </Button>
        </Group>
        {start.isError && (
          <Alert color="red" role="alert" title="The import did not start">
            {start.error.message}
          </Alert>
        )}
        {run !== null && (
          <div key={run} ref={showOnce}>
            <ImportRun id={run} onImportForReal={files.length === 0 ? null : () => begin(false)} />
          </div>
        )}
      </Stack>
    </Page>
  );
}
