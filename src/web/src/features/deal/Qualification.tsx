import { Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { insightSettingsQuery } from '../../api/insightSettings.ts';
import type { DealQualification } from '../../api/types.ts';
import { Failure } from '../../ui/Failure.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { BrokenPromises } from './BrokenPromises.tsx';
import { Criterion } from './Criterion.tsx';
import { qualificationQuery } from './insightQueries.ts';
import { ScoreHistory } from './ScoreHistory.tsx';
import { Section } from './Section.tsx';

function Scorecard({ dealId, result }: { readonly dealId: string; readonly result: DealQualification }) {
  return (
    <Stack>
      {result.criteria.length === 0 ? (
        <Text size="sm" c="dimmed">
          No text of this deal was read yet.
        </Text>
      ) : (
        <>
          <Text size="sm">
            <Text span inherit fw={650}>
              {result.framework}: {result.score} of 100
            </Text>
            <Text span inherit c="dimmed">
              {` · ${result.known}% of what it asks for is known`}
            </Text>
          </Text>
          <Stack component="ul" gap="md" m={0} p={0} style={{ listStyle: 'none' }} aria-label="Criteria">
            {result.criteria.map((criterion) => (
              <Criterion key={criterion.criterion} result={criterion} />
            ))}
          </Stack>
        </>
      )}
      <BrokenPromises promises={result.brokenPromises} />
      <ScoreHistory dealId={dealId} history={result.history} mayDecide={result.mayDecide} />
    </Stack>
  );
}

/** How the deal stands against a framework. */
export function Qualification({ dealId }: { readonly dealId: string }) {
  const settings = useQuery(insightSettingsQuery);
  const [chosen, setChosen] = useState<string | null>(null);
  const result = useQuery(qualificationQuery(dealId, chosen));
  return (
    <Section title="Qualification">
      <Stack>
        {settings.data && (
          <Group>
            <NativeSelect
              label="Framework"
              data={settings.data.frameworks.map(({ key, name }) => ({ value: key, label: name }))}
              value={chosen ?? settings.data.framework}
              onChange={({ currentTarget: { value } }) => setChosen(value === settings.data.framework ? null : value)}
            />
          </Group>
        )}
        {settings.isError && (
          <Text size="sm" c="dimmed">
            The list of frameworks could not be loaded.
          </Text>
        )}
        {result.isPending && <Loading label="Loading the qualification" />}
        {result.isError && (
          <Failure title="The qualification could not be loaded" error={result.error} onRetry={() => void result.refetch()} />
        )}
        {result.data && <Scorecard dealId={dealId} result={result.data} />}
      </Stack>
    </Section>
  );
}
