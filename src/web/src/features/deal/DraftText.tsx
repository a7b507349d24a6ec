import { Stack, Text, Textarea, TextInput } from '@mantine/core';
import type { DraftInfo } from '../../api/types.ts';
import { ContentOffers } from '../../cited/ContentOffers.tsx';
import { SourceList } from '../../cited/SourceList.tsx';
import { draftMarkdown, draftRich } from '../../lib/draftText.ts';
import { mailtoLink } from '../../lib/mailto.ts';
import { TakeAway } from '../../ui/TakeAway.tsx';

export interface EditedDraft {
  readonly subject: string;
  readonly body: string;
}

function Recipient({ draft: { to, email } }: { readonly draft: DraftInfo }) {
  return (
    <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
      <Text span inherit fw={600}>
        To:{' '}
      </Text>
      {to ?? 'nobody is known yet'}
      {email === null ? ' (no address on record)' : ` <${email}>`}
    </Text>
  );
}

interface DraftTextProps {
  readonly draft: DraftInfo;
  readonly edited: EditedDraft;
  readonly onEdit: (edited: EditedDraft) => void;
}

/** A draft to look over, change and take away. It is sent from here by nobody. */
export function DraftText({ draft, edited, onEdit }: DraftTextProps) {
  const change = (part: Partial<EditedDraft>) => onEdit({ ...edited, ...part });
  return (
    <Stack>
      <Recipient draft={draft} />
      <TextInput label="Subject" value={edited.subject} onChange={(event) => change({ subject: event.currentTarget.value })} />
      <Textarea
        label="Body"
        autosize
        minRows={8}
        maxRows={24}
        value={edited.body}
        onChange={(event) => change({ body: event.currentTarget.value })}
      />
      {draft.gaps.length > 0 && (
        <section>
          <Text component="h3" size="sm" fw={650} m={0} mb={4}>
            To fill in or to check
          </Text>
          <Stack component="ul" gap={4} m={0} ps="md">
            {draft.gaps.map((gap) => (
              <Text component="li" size="sm" key={gap}>
                {gap}
              </Text>
            ))}
          </Stack>
        </section>
      )}
      {draft.content.length > 0 && (
        <section>
          <Text component="h3" size="sm" fw={650} m={0} mb={4}>
            Material that fits
          </Text>
          <ContentOffers offers={draft.content} toSend />
        </section>
      )}
      <TakeAway
        title={edited.subject}
        rich={() => draftRich(edited)}
        markdown={draftMarkdown(edited)}
        mailto={draft.email === null ? null : mailtoLink(draft.email, edited)}
      />
      <Text size="xs" c="dimmed">
        Nothing is sent until you send it.
      </Text>
      {draft.sources.length > 0 && <SourceList sources={draft.sources} />}
    </Stack>
  );
}
