import { Anchor, Box, Stack, Text } from '@mantine/core';
import { Link, useLocation } from 'react-router';
import type { Passage } from '../../api/types.ts';
import { withActivity, withMaterial } from '../../lib/activityAddress.ts';
import { formatDay, toDay } from '../../lib/format.ts';
import { passageKinds } from '../../lib/passageWords.ts';
import { paths } from '../../lib/paths.ts';

function targetOf({ activityId, materialId, start, quote }: Passage, search: string) {
  if (activityId !== null) return { search: withActivity(search, { activityId, start, quote }) };
  return materialId ? { search: withMaterial(search, { materialId, start, quote }) } : null;
}

interface ResultProps {
  readonly passage: Passage;
  readonly withDeal: boolean;
}

function Result({ passage, withDeal }: ResultProps) {
  const { search } = useLocation();
  const target = targetOf(passage, search);
  const title = passage.subject === '' ? passageKinds[passage.kind] : passage.subject;
  const facts = [passageKinds[passage.kind], passage.speaker, passage.materialId ? 'our own material' : formatDay(toDay(new Date(passage.at)))];
  return (
    <Box component="li">
      {target === null ? (
        <Text fw={600}>{title}</Text>
      ) : (
        <Anchor component={Link} to={target} fw={600} style={{ overflowWrap: 'anywhere' }}>
          {title}
        </Anchor>
      )}
      <Text size="xs" c="dimmed">
        <span>{facts.filter((fact) => fact !== null).join(' · ')}</span>
        {withDeal && passage.dealId !== null && (
          <>
            {' · '}
            <Anchor component={Link} to={paths.deal(passage.dealId)} inherit underline="always">
              {passage.deal ?? 'Open the deal'}
            </Anchor>
          </>
        )}
      </Text>
      <Text size="sm" lineClamp={6} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {passage.before}
        <mark className="quoted">{passage.quote}</mark>
        {passage.after}
      </Text>
    </Box>
  );
}

interface ResultsProps {
  readonly passages: readonly Passage[];
  /** False where all of them are of one deal. */
  readonly withDeal: boolean;
}

/** Passages, best first, the words that answer marked; each opens its source at these words. */
export function Results({ passages, withDeal }: ResultsProps) {
  return (
    <Stack component="ol" gap="md" m={0} p={0} style={{ listStyle: 'none' }} aria-label="Results">
      {passages.map((passage, index) => (
        <Result key={`${passage.activityId ?? passage.materialId ?? ''}:${passage.start}:${index}`} passage={passage} withDeal={withDeal} />
      ))}
    </Stack>
  );
}
