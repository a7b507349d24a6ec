import { Anchor, Stack, Text } from '@mantine/core';
import { Link, useLocation } from 'react-router';
import type { ContentInfo, Source } from '../api/types.ts';
import { materialKinds } from '../lib/passageWords.ts';
import { sourceTarget } from './sourceTarget.ts';

function SourceLink({ source, children }: { readonly source: Source; readonly children: string }) {
  const { search } = useLocation();
  const target = sourceTarget(source, search);
  if (target === null) return children;
  return (
    <Anchor component={Link} to={target} underline="always" inherit>
      {children}
    </Anchor>
  );
}

interface ContentOffersProps {
  readonly offers: readonly ContentInfo[];
  /** True beside a text that is going to be sent: then it matters what may go with it. */
  readonly toSend: boolean;
}

/** Material of the team that fits a deal: why, and the passage that makes it fit. */
export function ContentOffers({ offers, toSend }: ContentOffersProps) {
  return (
    <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: 'none' }}>
      {offers.map(({ title, kind, why, mayBeSent, passage, because }) => (
        <li key={passage.label}>
          <Text size="sm" fw={600}>
            {`${materialKinds[kind]}: `}
            <SourceLink source={passage}>{title}</SourceLink>
            {toSend && (
              <Text span inherit c="dimmed" fw={400}>
                {mayBeSent ? ' · can be attached' : ' · for you, not to be sent'}
              </Text>
            )}
          </Text>
          <Text size="sm">
            {why}
            {because
              .filter((source) => source.activityId !== null)
              .map((source) => (
                <Text span inherit key={source.label}>
                  {' '}
                  <SourceLink source={source}>What was said</SourceLink>
                </Text>
              ))}
          </Text>
          <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            “{passage.quote}”
          </Text>
        </li>
      ))}
    </Stack>
  );
}
