import { Stack, Text } from '@mantine/core';
import type { DealQualification } from '../../api/types.ts';
import { Quote } from './Quote.tsx';

/** What was promised and cannot be kept. */
export function BrokenPromises({ promises }: { readonly promises: DealQualification['brokenPromises'] }) {
  if (promises.length === 0) return null;
  return (
    <section>
      <Text component="h3" size="sm" fw={650} m={0} mb={4}>
        Promises that do not hold
      </Text>
      <Stack component="ul" gap={6} m={0} p={0} style={{ listStyle: 'none' }}>
        {promises.map(({ promise, fact }) => (
          <Text component="li" size="sm" key={`${promise.activityId}:${promise.start}`}>
            <Quote quote={promise} />
            <br />
            {fact}
          </Text>
        ))}
      </Stack>
    </section>
  );
}
