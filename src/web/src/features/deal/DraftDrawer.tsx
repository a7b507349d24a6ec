import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { NewDraft } from '../../api/types.ts';
import { DraftOptions } from './DraftOptions.tsx';
import { DraftText, type EditedDraft } from './DraftText.tsx';
import { useDraft } from './reportQueries.ts';
import { SideDrawer, type SideDrawerProps } from './SideDrawer.tsx';

interface DraftDrawerProps extends SideDrawerProps {
  readonly dealId: string;
}

/** Drafts a follow-up. What was changed in it is still there when the drawer is opened again. */
export function DraftDrawer({ dealId, opened, onClose }: DraftDrawerProps) {
  const [options, setOptions] = useState<NewDraft>({ kind: null, tone: null, length: null });
  const [edited, setEdited] = useState<EditedDraft | null>(null);
  const draft = useDraft(dealId);
  const write = () => draft.mutate(options, { onSuccess: ({ subject, body }) => setEdited({ subject, body }) });
  return (
    <SideDrawer title="Draft follow-up" opened={opened} onClose={onClose}>
      <Stack>
        <DraftOptions options={options} onChange={setOptions} />
        <Group gap="xs">
          <Button onClick={write} loading={draft.isPending}>
            Write draft
          </Button>
          {draft.data && (
            <Text size="xs" c="dimmed">
              Writing again replaces the text below.
            </Text>
          )}
        </Group>
        {draft.isError && (
          <Alert color="red" role="alert" title="No draft was written">
            {draft.error.message}
          </Alert>
        )}
        {draft.data && edited && <DraftText draft={draft.data} edited={edited} onEdit={setEdited} />}
      </Stack>
    </SideDrawer>
  );
}
