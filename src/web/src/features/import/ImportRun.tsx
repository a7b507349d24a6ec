import { Alert, Button, Group, Paper, Progress, Stack, Text } from '@mantine/core';
import { isMissing } from '../../api/http.ts';
import type { ImportStatus } from '../../api/types.ts';
import { countOf, formatBytes } from '../../lib/format.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Failure } from '../../ui/Failure.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { ImportReportView } from './ImportReportView.tsx';
import { useCancelImport } from './queries.ts';
import { useImport } from './useImport.ts';

function Running({ status }: { readonly status: ImportStatus }) {
  const cancel = useCancelImport();
  const task = status.dryRun ? 'Looking through the files' : 'Importing';
  const percent = status.bytesTotal > 0 ? Math.min(100, (100 * status.bytesDone) / status.bytesTotal) : 0;
  return (
    <Paper withBorder p="md">
      <Stack gap="xs">
        <Group justify="space-between">
          <Text fw={600}>{task}</Text>
          <Button size="xs" variant="default" loading={cancel.isPending} onClick={() => cancel.mutate(status.id)}>
            Cancel
          </Button>
        </Group>
        <Progress.Root>
          <Progress.Section value={percent} aria-label={task} />
        </Progress.Root>
        <Text size="sm" c="dimmed">
          {[status.file, countOf(status.rowsDone, 'row'), `${formatBytes(status.bytesDone)} of ${formatBytes(status.bytesTotal)}`]
            .filter((part) => part !== null)
            .join(' · ')}
        </Text>
        {cancel.isError && (
          <Alert color="red" role="alert">
            {cancel.error.message}
          </Alert>
        )}
      </Stack>
    </Paper>
  );
}

const endings = {
  completed: { dry: 'Dry run done: nothing was changed', real: 'Import done', color: 'green' },
  failed: { dry: 'The dry run failed', real: 'The import failed', color: 'red' },
  cancelled: { dry: 'The dry run was cancelled', real: 'The import was cancelled', color: 'yellow' },
} as const;

interface ImportRunProps {
  readonly id: string;
  /** Null when the files are no longer at hand, after a reload. */
  readonly onImportForReal: (() => void) | null;
}

/** An import from its start to its report. */
export function ImportRun({ id, onImportForReal }: ImportRunProps) {
  const status = useImport(id);
  if (status.isPending) return <Loading label="Loading the import" />;
  if (isMissing(status.error)) return <Empty title="This import is no longer known">Choose the files again to see what would happen.</Empty>;
  if (status.isError) return <Failure title="The import could not be followed" error={status.error} onRetry={() => void status.refetch()} />;
  const { state, dryRun, error, report } = status.data;
  if (state === 'running') return <Running status={status.data} />;
  const ending = endings[state];
  return (
    <Stack>
      <Alert color={ending.color} role="status" title={dryRun ? ending.dry : ending.real}>
        {error !== null && <Text size="sm">{error}</Text>}
        {state === 'cancelled' && !dryRun && <Text size="sm">What was imported until then stays; importing again completes it.</Text>}
        {dryRun && state === 'completed' && (
          <Stack gap="xs" align="flex-start">
            <Text size="sm">Below is what an import would do.</Text>
            {onImportForReal === null ? (
              <Text size="sm">To import for real, choose the files again.</Text>
            ) : (
              <Button onClick={onImportForReal}>Import for real</Button>
            )}
          </Stack>
        )}
      </Alert>
      {report !== null && <ImportReportView report={report} />}
    </Stack>
  );
}
