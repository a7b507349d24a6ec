import { Progress, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { UsageInfo } from '../../api/types.ts';
import { countOf, formatCount, parseDay } from '../../lib/format.ts';
import { Failure } from '../../ui/Failure.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { usageQuery } from './queries.ts';

function Meter({ usage }: { readonly usage: UsageInfo }) {
  const { spent, limit, isUsedUp, models } = usage;
  const share = limit > 0 ? Math.min(100, (spent / limit) * 100) : 0;
  const month = parseDay(usage.month).toLocaleDateString(undefined, { month: 'long', year: 'numeric' });
  return (
    <>
      <Text size="sm">
        {month}: {countOf(spent, 'token')}
        {limit > 0 ? ` of ${formatCount(limit)}` : ', without a limit'}.
        {isUsedUp && ' They are used up: the built-in engine answers until the month ends.'}
      </Text>
      {limit > 0 && (
        <Progress.Root size="lg">
          <Progress.Section value={share} color={isUsedUp ? 'red' : undefined} aria-label="Tokens of this month" aria-valuetext={`${Math.round(share)} percent`} />
        </Progress.Root>
      )}
      {models.length > 0 && (
        <Stack component="ul" gap={4} m={0} ps="md">
          {models.map(({ model, inputTokens, outputTokens, requests }) => (
            <Text component="li" size="sm" key={model} style={{ overflowWrap: 'anywhere' }}>
              {model}: {formatCount(inputTokens)} sent, {formatCount(outputTokens)} written, {countOf(requests, 'request')}
            </Text>
          ))}
        </Stack>
      )}
    </>
  );
}

/** What the user's questions cost this month, of what they may cost. */
export function UsageMeter() {
  const usage = useQuery(usageQuery);
  return (
    <Stack component="section" gap="xs" maw={520} aria-labelledby="usage-title">
      <Title order={2} size="h4" id="usage-title">
        Your tokens
      </Title>
      {usage.isPending && <Loading label="Loading your tokens" />}
      {usage.isError && <Failure title="Your tokens could not be loaded" error={usage.error} onRetry={() => void usage.refetch()} />}
      {usage.data && <Meter usage={usage.data} />}
    </Stack>
  );
}
