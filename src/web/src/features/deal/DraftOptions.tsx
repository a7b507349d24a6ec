import { Select, SimpleGrid } from '@mantine/core';
import type { NewDraft } from '../../api/types.ts';
import { draftLengths, draftTones } from '../../lib/draftWords.ts';

const kinds = [
  { value: 'afterMeeting', label: 'After a meeting' },
  { value: 'afterSilence', label: 'After silence' },
  { value: 'proposalCover', label: 'With a proposal' },
  { value: 'objectionAnswer', label: 'Answer to an objection' },
  { value: 'reEngage', label: 'Take up contact again' },
  { value: 'handOver', label: 'Hand-over to a colleague' },
  { value: 'welcome', label: 'Welcome after the win' },
] as const;

interface DraftOptionsProps {
  readonly options: NewDraft;
  readonly onChange: (options: NewDraft) => void;
}

/** What to draft; what is left open follows from the deal and the user's own style. */
export function DraftOptions({ options, onChange }: DraftOptionsProps) {
  const change = (part: Partial<NewDraft>) => onChange({ ...options, ...part });
  return (
    <SimpleGrid cols={{ base: 1, sm: 3 }}>
      <Select
        label="Kind"
        placeholder="As the deal stands"
        clearable
        data={[...kinds]}
        value={options.kind}
        onChange={(kind) => change({ kind })}
      />
      <Select
        label="Tone"
        placeholder="As in my style"
        clearable
        data={[...draftTones]}
        value={options.tone}
        onChange={(tone) => change({ tone })}
      />
      <Select
        label="Length"
        placeholder="As in my style"
        clearable
        data={[...draftLengths]}
        value={options.length}
        onChange={(length) => change({ length })}
      />
    </SimpleGrid>
  );
}
