import type { PipelineThresholds } from '../../api/types.ts';

export type ThresholdKey = keyof PipelineThresholds;
export type Unit = 'days' | 'working days' | 'times' | 'percent' | 'messages' | 'moves' | 'contacts' | 'amount';

export interface Threshold {
  readonly key: ThresholdKey;
  readonly label: string;
  readonly unit: Unit;
}

const line = (key: ThresholdKey, label: string, unit: Unit = 'days'): Threshold => ({ key, label, unit });

/** The thresholds of the risk rules by what they are about. */
export const thresholdGroups: readonly { readonly legend: string; readonly lines: readonly Threshold[] }[] = [
  {
    legend: 'No activity',
    lines: [
      line('staleAfterDays', 'Stale after'),
      line('dyingAfterDays', 'Dying after'),
      line('proposalStaleAfterDays', 'Stale in a late stage after'),
      line('proposalDyingAfterDays', 'Dying in a late stage after'),
    ],
  },
  {
    legend: 'Silence and answers',
    lines: [
      line('silentAfterDays', 'Buyer is silent after'),
      line('silentGraceDays', 'The last message gets'),
      line('silentAfterTouches', 'Or silent after', 'messages'),
      line('answerWithinDays', 'We answer within', 'working days'),
      line('nextStepGraceDays', 'A next step is set within'),
    ],
  },
  {
    legend: 'Stalled and old',
    lines: [
      line('stalledAtTimesUsual', 'Stalled at the usual time in stage', 'times'),
      line('stalledAfterDaysAtLeast', 'Never stalled before'),
      line('stalledAfterDaysOtherwise', 'Stalled where nothing is usual'),
      line('oldAtTimesWonCycle', 'Too old at the cycle of won deals', 'times'),
    ],
  },
  {
    legend: 'Close date',
    lines: [line('maxCloseDatePushes', 'Not believed after', 'moves'), line('closeSoonDays', 'Too soon before a late stage, within')],
  },
  {
    legend: 'People',
    lines: [
      line('minEngagedContacts', 'Engaged at least', 'contacts'),
      line('minEngagedContactsOfLargeDeal', 'Engaged in a large deal at least', 'contacts'),
      line('engagedWithinDays', 'Engaged means within'),
    ],
  },
  {
    legend: 'Stages and amounts',
    lines: [
      line('middleStageProbability', 'Middle stage from a chance of', 'percent'),
      line('lateStageProbability', 'Late stage from a chance of', 'percent'),
      line('largeAtTimesWonDeal', 'Large at the median won deal', 'times'),
      line('largeDealAmount', 'Large from, while few are won', 'amount'),
      line('amountShrankShare', 'Amount shrank by at least', 'percent'),
      line('newsWithinDays', 'Changes count as news for'),
    ],
  },
];

/** Shares are typed as percent; the digits of a share times 100 are not always round. */
export const toTyped = (value: number, unit: Unit): string => String(unit === 'percent' ? Number((value * 100).toFixed(6)) : value);

export const fromTyped = (typed: string, unit: Unit): number => (unit === 'percent' ? Number((Number(typed) / 100).toFixed(8)) : Number(typed));

export const typedThresholds = (thresholds: PipelineThresholds): Readonly<Record<ThresholdKey, string>> =>
  Object.fromEntries(
    thresholdGroups.flatMap(({ lines }) => lines.map(({ key, unit }) => [key, toTyped(thresholds[key], unit)])),
  ) as Record<ThresholdKey, string>;

export const readThresholds = (typed: Readonly<Record<ThresholdKey, string>>): PipelineThresholds =>
  Object.fromEntries(
    thresholdGroups.flatMap(({ lines }) => lines.map(({ key, unit }) => [key, fromTyped(typed[key], unit)])),
  ) as unknown as PipelineThresholds;
