import { Anchor, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { ProposalQuote } from '../../api/types.ts';
import { formatDay, toDay } from '../../lib/format.ts';
import { useActivityLink } from '../../lib/useActivityLink.ts';
import { FirstFew } from '../../ui/FirstFew.tsx';
import classes from './Proposal.module.css';

function Evidence({ quote }: { readonly quote: ProposalQuote }) {
  const linkTo = useActivityLink();
  const { activityId, title, start, speaker, at, holds } = quote;
  if (title === null) {
    return (
      <Text size="sm" c="dimmed" className={classes.quote}>
        It stands on a text that you may not read, or that is gone.
      </Text>
    );
  }
  return (
    <Text component="blockquote" size="sm" className={classes.quote}>
      <Anchor component={Link} to={linkTo({ activityId, start, quote: quote.quote })} underline="always" inherit style={{ overflowWrap: 'anywhere' }}>
        “{quote.quote}”
      </Anchor>
      <Text span inherit c="dimmed">
        {` · ${[speaker, title, formatDay(toDay(new Date(at)))].filter((part) => part !== null).join(' · ')}`}
      </Text>
      {!holds && (
        <Text span inherit fw={600} c="var(--mantine-color-error)">
          {' '}
          The text does not say this any more.
        </Text>
      )}
    </Text>
  );
}

/** The words that a proposal stands on; each opens its source there. */
export function ProposalEvidence({ quotes }: { readonly quotes: readonly ProposalQuote[] }) {
  return (
    <FirstFew items={quotes} count={2} name="quotes">
      {(quote) => (
        <li key={`${quote.activityId}:${quote.start}`}>
          <Evidence quote={quote} />
        </li>
      )}
    </FirstFew>
  );
}
