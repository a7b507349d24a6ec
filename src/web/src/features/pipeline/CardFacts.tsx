import { memo } from 'react';
import type { BoardCard } from '../../api/types.ts';
import { countOf, daysSince, formatMoney, formatShortDay } from '../../lib/format.ts';
import { verdicts } from '../../ui/VerdictBadge.tsx';
import { daysInStage } from './cards.ts';
import classes from './DealCard.module.css';

interface CardFactsProps {
  readonly card: BoardCard;
  /** Days that a deal usually spends in the stage. */
  readonly usualDays: number | null;
  readonly now: Date;
}

function Reason({ card }: { readonly card: BoardCard }) {
  if (card.verdict === null) return <div className={`${classes.reason} ${classes.quiet}`}>Not judged: narrow the filters to see how it stands</div>;
  const { label, color } = verdicts[card.verdict];
  // "On track: call on Friday" says its verdict itself.
  const why = card.reason?.startsWith(label) ? card.reason.slice(label.length).replace(/^: /, '') : card.reason;
  return (
    <div className={classes.reason} title={card.reason ?? undefined}>
      <span className={classes.mark} style={{ background: `var(--mantine-color-${color}-6)` }} aria-hidden />
      <span className={classes.verdict}>{label}</span>
      {why !== null && why !== '' && ` · ${why}`}
    </div>
  );
}

function NextStep({ card, now }: { readonly card: BoardCard; readonly now: Date }) {
  if (card.nextStep === null) return <div className={`${classes.cut} ${classes.quiet}`}>No next step</div>;
  const late = card.nextStepDue !== null && daysSince(card.nextStepDue, now) > 0;
  return (
    <div className={classes.row} title={card.nextStep}>
      <span className={classes.cut}>
        <span aria-hidden>→ </span>
        {card.nextStep}
      </span>
      {card.nextStepDue !== null && (
        <span className={late ? classes.late : classes.quiet} style={{ flex: 'none' }}>
          {late ? 'was ' : ''}
          {formatShortDay(card.nextStepDue, now)}
        </span>
      )}
    </div>
  );
}

/** What a card says below its name. Not drawn again while cards are carried about. */
export const CardFacts = memo(function CardFacts({ card, usualDays, now }: CardFactsProps) {
  const days = daysInStage(card, now);
  const isLong = days !== null && usualDays !== null && days > usualDays;
  const overdue = card.closeDate === null ? 0 : daysSince(card.closeDate, now);
  return (
    <>
      <div className={classes.row}>
        <span className={`${classes.cut} ${classes.quiet}`}>{card.account ?? 'No account'}</span>
        <span className={classes.amount}>{card.amount === null ? 'no amount' : formatMoney(card.amount, card.currency)}</span>
      </div>
      <Reason card={card} />
      <NextStep card={card} now={now} />
      <div className={`${classes.row} ${classes.quiet}`}>
        <span className={classes.cut} title={days === null ? undefined : `${countOf(days, 'day')} in this stage${usualDays === null ? '' : `, usually ${usualDays}`}`}>
          {days === null ? '' : isLong ? `${days} d, usual ${usualDays}` : `${days} d here`}
        </span>
        <span className={overdue > 0 ? classes.late : undefined} style={{ flex: 'none' }}>
          {card.closeDate === null ? 'no close date' : `${overdue > 0 ? 'close was' : 'closes'} ${formatShortDay(card.closeDate, now)}`}
        </span>
      </div>
    </>
  );
});
