import { memo } from 'react';
import type { SpokenTurn } from '../../api/types.ts';
import { formatSeconds, type Layers, partsOf, type TalkPart } from './talk.ts';
import classes from './Transcript.module.css';

/** Brings the cited words into view once, when they appear. */
const showOnce = (mark: HTMLElement | null) => mark?.scrollIntoView({ block: 'center' });

const sides = { unknown: null, buyer: 'buyer', seller: 'us' } as const;

interface PartProps {
  readonly part: TalkPart;
  /** True for the first of the cited words. */
  readonly cited: boolean;
  readonly current: boolean;
}

function Part({ part: { start, text, quoted, kinds, match }, cited, current }: PartProps) {
  if (quoted) {
    return (
      <mark className="quoted" ref={cited ? showOnce : undefined} data-at={start} data-current={current || undefined}>
        {text}
      </mark>
    );
  }
  if (match === null && kinds.length === 0) return text;
  return (
    <mark className={match === null ? classes.read : classes.match} data-kind={kinds.at(-1)} data-at={start} data-current={current || undefined}>
      {text}
    </mark>
  );
}

interface TranscriptTurnProps {
  readonly body: string;
  readonly turn: SpokenTurn;
  /** Those of this turn; the same from draw to draw where nothing changed. */
  readonly layers: Layers;
  /** True for the turn in which the cited words begin. */
  readonly cited: boolean;
  /** Where the place begins that one has gone to, or null when it is in another turn. */
  readonly current: number | null;
}

/** What somebody said: who, for whom, when, and what was read in it. */
export const TranscriptTurn = memo(function TranscriptTurn({ body, turn, layers, cited, current }: TranscriptTurnProps) {
  const parts = partsOf(body, turn, layers);
  const firstQuoted = parts.find((part) => part.quoted);
  const side = sides[turn.side];
  const read = [...new Set(layers.marks.map(({ what }) => what))];
  return (
    <li className={classes.turn} data-side={turn.side}>
      {turn.speaker !== null && (
        <div className={classes.head}>
          <span className={classes.speaker}>{turn.speaker}</span>
          {side !== null && <span className={classes.quiet}>{side}</span>}
          {turn.seconds !== null && turn.seconds >= 0 && <span className={classes.quiet}>{formatSeconds(turn.seconds)}</span>}
        </div>
      )}
      <p className={classes.words}>
        {parts.map((part) => (
          <Part key={part.start} part={part} cited={cited && part === firstQuoted} current={part.start === current} />
        ))}
      </p>
      {read.length > 0 && <div className={classes.quiet}>{read.join(' · ')}</div>}
    </li>
  );
});
