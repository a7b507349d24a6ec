import { expect, test } from 'vitest';
import { buildApplied, buildProposal, buildProposalQuote } from '../../testing/builders.ts';
import { confidenceWord, expiryOf, originOf, outcomeOf, stateOf } from './words.ts';

const now = new Date('2026-02-22T12:00:00Z');

test('stateOf_timeIsOver_isExpiredWhateverTheServerSaidLast', () => {
  expect(stateOf(buildProposal({ expiresAt: '2026-02-22T11:59:00Z' }), now)).toBe('expired');
  expect(stateOf(buildProposal({ expiresAt: '2026-02-22T12:01:00Z' }), now)).toBe('pending');
});

test('stateOf_takenBack_isUndone', () => {
  expect(stateOf(buildApplied({ undoneAt: '2026-02-22T10:00:00Z' }), now)).toBe('undone');
});

test('outcomeOf_eachEnd_saysWhoAndWhy', () => {
  expect(outcomeOf(buildProposal(), now)).toBeNull();
  expect(outcomeOf(buildApplied({ edited: true }), now)).toMatch(/^Applied with other values by Ada Byron on .*2026/);
  expect(outcomeOf(buildApplied({ undoneBy: 'Bo Lind', undoneAt: '2026-02-22T10:00:00Z' }), now)).toMatch(/^Undone by Bo Lind .* Applied by Ada Byron/);
  expect(outcomeOf(buildApplied({ status: 'rejected', comment: 'Too early' }), now)).toMatch(/^Rejected by Ada Byron .* “Too early”$/);
  expect(outcomeOf(buildProposal({ status: 'failed', comment: 'The stage is gone' }), now)).toBe('Could not be applied. The stage is gone.');
  expect(outcomeOf(buildProposal({ status: 'expired', decidedAt: '2026-02-21T09:00:00Z', comment: 'Newer evidence replaced it.' }), now)).toMatch(/Newer evidence replaced it\.$/);
  expect(outcomeOf(buildProposal({ status: 'stale', comment: 'Amount was 5 and is 6 now.' }), now)).toBe('Another change came first. Amount was 5 and is 6 now.');
});

test('originOf_readByCode_namesTheTextAndItsAuthor', () => {
  expect(originOf(buildProposal())).toMatch(/^Read from “Discovery call” by Tom Brandt, /);
  expect(originOf(buildProposal({ evidence: [buildProposalQuote({ title: null })] }))).toBe('Read from a text of the deal');
});

test('originOf_askedForByAPerson_namesThePerson', () => {
  const origin = { model: 'person', byItself: false, byPerson: true, readOutsideText: false, askedBy: 'Ada Byron', conversationId: null };
  expect(originOf(buildProposal({ origin }))).toBe('Asked for by Ada Byron');
  expect(originOf(buildProposal({ origin: { ...origin, model: 'gpt', byPerson: false } }))).toBe('Proposed by the assistant in a conversation with Ada Byron');
});

test('confidenceWord_fromSureToUnsure_isSaidInWords', () => {
  expect([0.95, 0.7, 0.3].map(confidenceWord)).toEqual(['very sure', 'fairly sure', 'not sure']);
});

test('expiryOf_lastDay_saysTheTime', () => {
  expect(expiryOf('2026-03-06T12:00:00Z', now)).toBe('expires in 12 days');
  expect(expiryOf(now.toISOString(), now)).toMatch(/^expires today, /);
});
