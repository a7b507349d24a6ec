import { expect, test } from 'vitest';
import { buildProposal } from '../../testing/builders.ts';
import { fieldsToEdit, settle, toApproval } from './edits.ts';
import { changeFilters, readFilters, toQuery, waiting, writeFilters } from './proposalFilters.ts';
import { keepShown, newIds } from './shownIds.ts';

test('keepShown_cardDecidedOrNewOneCame_nothingMoves', () => {
  const first = keepShown(null, 'q', ['a', 'b']);
  const later = keepShown(first, 'q', ['new', 'b']);
  expect(later).toBe(first);
  expect(newIds(later, ['new', 'b'])).toEqual(['new']);
});

test('keepShown_otherQuestionOrEmptyPage_beginsAnew', () => {
  const first = keepShown(null, 'q', ['a']);
  expect(keepShown(first, 'other', ['b']).ids).toEqual(['b']);
  expect(keepShown(keepShown(null, 'q', []), 'q', ['a']).ids).toEqual(['a']);
});

test('filters_writtenAndRead_areTheSame', () => {
  const filters = { status: 'applied', kind: 'amount', deal: 'deal-1', mine: true, page: 3 } as const;
  expect(readFilters(writeFilters(filters))).toEqual(filters);
  expect(writeFilters(waiting).size).toBe(0);
  expect(changeFilters(filters, { kind: null }).page).toBe(1);
});

test('readFilters_nonsense_countsAsNotSaid', () => {
  expect(readFilters(new URLSearchParams('status=x&kind=toString&page=-1'))).toEqual(waiting);
});

test('toQuery_secondPageOfMine_asksForIt', () => {
  expect(toQuery({ ...waiting, mine: true, page: 2 })).toBe('status=pending&skip=20&take=20&mine=true');
});

const nextStep = buildProposal({
  kind: 'nextStep',
  fields: [
    { field: 'nextStep', label: 'Next step', before: 'Wait', after: 'Call', beforeShown: 'Wait', afterShown: 'Call' },
    { field: 'nextStepDue', label: 'Next step due', before: null, after: '2026-03-01', beforeShown: null, afterShown: '1 March' },
  ],
});

test('fieldsToEdit_scoreAndLostStage_areNotEditedByHand', () => {
  expect(fieldsToEdit(buildProposal({ kind: 'loss' }), ['lossReason', 'stage']).map(({ field }) => field)).toEqual(['lossReason']);
  expect(fieldsToEdit(buildProposal({ kind: 'qualification' }), ['framework', 'score'])).toEqual([]);
});

test('toApproval_onlyWhatDiffers_isSent', () => {
  const fields = fieldsToEdit(nextStep, ['nextStep', 'nextStepDue']);
  expect(toApproval(fields, { nextStep: 'Call Tom ' }, new Set())).toEqual({ fields: { nextStep: 'Call Tom' }, without: [] });
  expect(toApproval(fields, { nextStepDue: '' }, new Set())).toEqual({ fields: { nextStepDue: null }, without: [] });
  expect(toApproval(fields, { nextStep: 'x' }, new Set(['nextStep']))).toEqual({ fields: {}, without: ['nextStep'] });
});

test('settle_oneOfTwoChosen_setsItAllTheSameAndLeavesTheOther', () => {
  expect(settle(nextStep, new Set(['nextStep']), new Set(['nextStepDue']))).toEqual({ fields: {}, without: ['nextStep'] });
  expect(settle(nextStep, new Set(['nextStep']), new Set(['nextStep']))).toEqual({ fields: { nextStep: 'Call' }, without: ['nextStepDue'] });
});
