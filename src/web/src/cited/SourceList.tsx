import { Anchor, Button, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Link, useLocation } from 'react-router';
import type { Source } from '../api/types.ts';
import { formatDay, toDay } from '../lib/format.ts';
import { sourceTarget } from './sourceTarget.ts';

const shownAtFirst = 4;

function SourceLine({ source }: { readonly source: Source }) {
  const { search } = useLocation();
  const target = sourceTarget(source, search);
  const facts = [source.speaker, source.at === null ? null : formatDay(toDay(new Date(source.at)))].filter((fact) => fact !== null);
  return (
    <Text component="li" size="sm" style={{ overflowWrap: 'anywhere' }}>
      <Text span c="dimmed" inherit>
        {source.label}{' '}
      </Text>
      {target === null ? (
        source.title
      ) : (
        <Anchor component={Link} to={target} underline="always" inherit>
          {source.title}
        </Anchor>
      )}
      <Text span c="dimmed" inherit>
        {facts.length > 0 && ` · ${facts.join(' · ')}`}
      </Text>
      {source.quote !== null && (
        <Text size="sm" c="dimmed" lineClamp={2}>
          “{source.quote}”
        </Text>
      )}
    </Text>
  );
}

/** What an answer stands on. */
export function SourceList({ sources }: { readonly sources: readonly Source[] }) {
  const [all, setAll] = useState(false);
  const shown = all ? sources : sources.slice(0, shownAtFirst);
  return (
    <Stack gap={4}>
      <Text component="h4" size="xs" c="dimmed" fw={650} m={0}>
        Sources
      </Text>
      <Stack component="ul" gap={6} m={0} p={0} style={{ listStyle: 'none' }}>
        {shown.map((source) => (
          <SourceLine key={source.label} source={source} />
        ))}
      </Stack>
      {sources.length > shown.length && (
        <Button variant="subtle" size="compact-xs" w="fit-content" onClick={() => setAll(true)}>
          Show all {sources.length}
        </Button>
      )}
    </Stack>
  );
}
