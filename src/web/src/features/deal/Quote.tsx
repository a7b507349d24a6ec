import { Anchor, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { QuoteInfo } from '../../api/types.ts';
import { formatDay, toDay } from '../../lib/format.ts';
import { useActivityLink } from '../../lib/useActivityLink.ts';
import { sides } from './words.ts';

/** Words of somebody, within a text; they open the record they stand in. */
export function Quote({ quote }: { readonly quote: QuoteInfo }) {
  const linkTo = useActivityLink();
  const side = sides[quote.side];
  const speaker = [quote.speaker, side === null ? null : `(${side})`].filter((part) => part !== null).join(' ');
  const details = [speaker, formatDay(toDay(new Date(quote.at)))].filter((part) => part !== '');
  return (
    <>
      <Anchor component={Link} to={linkTo(quote)} underline="always" inherit style={{ overflowWrap: 'anywhere' }}>
        “{quote.quote}”
      </Anchor>
      <Text span inherit c="dimmed">
        {` · ${details.join(' · ')}`}
      </Text>
    </>
  );
}
