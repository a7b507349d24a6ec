import { Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ChangePolicy } from '../../api/types.ts';
import { changeKinds } from '../../lib/changeWords.ts';
import { Failure } from '../../ui/Failure.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { changeSettingsQuery } from './insightQueries.ts';
import { PolicyForm, sayRule } from './PolicyForm.tsx';

function PolicyFacts({ policy: { rules = [], notByItself = [] } }: { readonly policy: ChangePolicy }) {
  return (
    <Stack gap="xs">
      <Text size="sm">A change is decided by the deal’s owner, a manager of the team or an administrator{rules.length > 0 && ', except'}:</Text>
      {rules.length > 0 && (
        <Stack component="ul" gap={4} m={0} ps="md">
          {rules.map((rule) => (
            <Text component="li" size="sm" key={sayRule(rule)}>
              {sayRule(rule)}
            </Text>
          ))}
        </Stack>
      )}
      <Text size="sm">Not proposed by themselves: {notByItself.length === 0 ? 'none' : notByItself.map((kind) => changeKinds[kind]).join(', ')}</Text>
    </Stack>
  );
}

/** Who approves what the assistant proposes. */
export function PolicySection({ mayChange }: { readonly mayChange: boolean }) {
  const policy = useQuery(changeSettingsQuery);
  return (
    <Stack component="section" gap="sm" maw={640} aria-labelledby="approval-rules">
      <Title order={2} size="h4" id="approval-rules">
        Approval of changes
      </Title>
      <Text size="sm" c="dimmed">
        Nothing is changed in a deal unless a person approves it.{!mayChange && ' Administrators can change these rules.'}
      </Text>
      {policy.isPending && <Loading label="Loading the rules" />}
      {policy.isError && <Failure title="The rules could not be loaded" error={policy.error} onRetry={() => void policy.refetch()} />}
      {policy.data && (mayChange ? <PolicyForm policy={policy.data} /> : <PolicyFacts policy={policy.data} />)}
    </Stack>
  );
}
