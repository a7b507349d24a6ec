import type { components } from './schema.gen.ts';

type Schemas = components['schemas'];

export type About = Schemas['About'];
export type Me = Schemas['Me'];
export type PasswordSignIn = Schemas['PasswordSignIn'];
export type LinkSignIn = Schemas['LinkSignIn'];
export type NewPassword = Schemas['NewPassword'];
export type Person = Schemas['Person'];
export type PersonChoices = Schemas['PersonChoices'];
export type TeamPlace = Schemas['TeamPlace'];
export type TeamChoices = Schemas['TeamChoices'];
export type CreatedLink = Schemas['CreatedLink'];
export type DealRow = Schemas['DealRow'];
export type DealPage = Schemas['PageOfDealRow'];
export type DealDetail = Schemas['DealDetail'];
export type DealStatus = Schemas['DealStatus'];
export type DealHealth = Schemas['DealHealthInfo'];
export type WinInfo = Schemas['WinInfo'];
export type Verdict = Schemas['Verdict'];
export type ActivityInfo = Schemas['ActivityInfo'];
export type ActivityKind = ActivityInfo['kind'];
export type AddedFile = Schemas['AddedFile'];
export type ActivityText = Schemas['ActivityText'];
export type SpokenTurn = Schemas['SpokenTurn'];
export type TextMark = Schemas['TextMark'];
export type MarkKind = Schemas['MarkKind'];
export type PipelineInfo = Schemas['PipelineInfo'];
export type OwnerInfo = Schemas['OwnerInfo'];
export type TeamInfo = Schemas['TeamInfo'];
export type Board = Schemas['Board'];
export type BoardColumn = Schemas['BoardColumn'];
export type BoardCard = Schemas['BoardCard'];
export type ChangeResult = Schemas['ChangeResult'];
export type PendingCount = Schemas['PendingCount'];
export type TodayInfo = Schemas['TodayInfo'];
export type QueueItem = Schemas['QueueItem'];
export type TodayMeeting = Schemas['TodayMeeting'];
export type NewsItem = Schemas['NewsItem'];
export type ConversationInfo = Schemas['ConversationInfo'];
export type NewConversation = Schemas['NewConversation'];
export type NewTurn = Schemas['NewTurn'];
export type StartedTurn = Schemas['StartedTurn'];
export type Source = Schemas['Source'];
export type ChangeSet = Schemas['ChangeSet'];
export type ChangeKind = Schemas['ChangeKind'];
export type ProposalStatus = Schemas['ProposalStatus'];
export type ProposalInfo = Schemas['ProposalInfo'];
export type ProposalDetail = Schemas['ProposalDetail'];
export type ProposalField = Schemas['ProposalField'];
export type ProposalQuote = Schemas['ProposalQuote'];
export type ConflictInfo = Schemas['ConflictInfo'];
export type ProposalPage = Schemas['PageOfProposalInfo'];
/** A null clears a field; the generated type does not say so. */
export type ApproveProposal = Omit<Schemas['ApproveProposal'], 'fields'> & { readonly fields: Readonly<Record<string, string | null>> | null };
export type RejectProposal = Schemas['RejectProposal'];
export type ApplyRest = Schemas['ApplyRest'];
export type ApproveProposals = Schemas['ApproveProposals'];
export type BulkOutcome = Schemas['BulkOutcome'];
export type AuditInfo = Schemas['AuditInfo'];
export type AuditPage = Schemas['AuditPage'];
export type AuditAction = Schemas['AuditAction'];
export type ChangePolicy = Schemas['ChangePolicy'];
export type ChangeRule = Schemas['ChangeRule'];
export type ApprovalRule = Schemas['ApprovalRule'];
/**
 * Says on the hub that a proposal is new or changed, and its deal perhaps with it; without a proposal, that what is read of a deal is new.
 * Without either, anything may be new: the first notice of a watch, and many deals at once.
 */
export interface ChangeNotice {
  readonly revision: number;
  readonly proposalId: string | null;
  readonly status: ProposalStatus | null;
  readonly dealId: string | null;
  readonly dealVersion: number | null;
}
/** Says on the hub that an import is finished, whoever began it. */
export interface ImportNotice {
  readonly id: string;
  /** Null for the command line. */
  readonly by: string | null;
  readonly byId: string | null;
}
export type AgentEvent = Schemas['AgentEvent'];
export type SequencedEvent = Schemas['SequencedEvent'];
export type ImportStatus = Schemas['ImportStatus'];
export type ImportReport = Schemas['ImportReport'];
export type ReportInfo = Schemas['ReportInfo'];
export type NewDraft = Schemas['NewDraft'];
export type DraftInfo = Schemas['DraftInfo'];
export type DraftKind = Schemas['DraftKind'];
export type DraftTone = NonNullable<Schemas['DraftTone']>;
export type DraftLength = NonNullable<Schemas['DraftLength']>;
export type NewSnooze = Schemas['NewSnooze'];
export type DealQualification = Schemas['DealQualification'];
export type CriterionInfo = Schemas['CriterionInfo'];
export type CriterionVerdictKind = Schemas['CriterionVerdictKind'];
export type QuoteInfo = Schemas['QuoteInfo'];
export type ScoreInfo = Schemas['ScoreInfo'];
export type ScoreStatus = Schemas['ScoreStatus'];
export type ScoreComment = Schemas['ScoreComment'];
export type InsightSettings = Schemas['InsightSettingsInfo'];
export type NewInsightSettings = Schemas['NewInsightSettings'];
export type DeliveryTier = Schemas['DeliveryTier'];
export type WritingStyle = Schemas['WritingStyle'];
export type PassageKind = NonNullable<Schemas['PassageKind']>;
/** A search may leave the kind open, a passage never does; the generated type does not tell them apart. */
export type Passage = Omit<Schemas['Passage'], 'kind'> & { readonly kind: PassageKind };
export type SearchAnswer = Omit<Schemas['SearchAnswer'], 'passages'> & { readonly passages: readonly Passage[] };
export type FoundContact = Schemas['FoundContact'];
export type MaterialDetail = Schemas['MaterialDetail'];
export type MaterialHead = Schemas['MaterialHead'];
export type MaterialKind = Schemas['MaterialKind'];
export type ContentInfo = Schemas['ContentInfo'];
export type ModelSettings = Schemas['ModelSettings'];
export type ModelInfo = Schemas['ModelInfo'];
export type ModelProvider = Schemas['ModelProvider'];
export type NewModel = Schemas['NewModel'];
export type NewModelOrder = Schemas['NewModelOrder'];
export type ChatModelReport = Schemas['ChatModelReport'];
export type ChatModelStep = Schemas['ChatModelStep'];
export type UsageInfo = Schemas['UsageInfo'];
export type UserTokens = Schemas['UserTokens'];
export type PipelineSettings = Schemas['PipelineSettings'];
export type StageSettings = Schemas['StageSettings'];
export type PipelineChoices = Schemas['PipelineChoices'];
/** All of them are always sent; the generated type knows that they have defaults. */
export type PipelineThresholds = Required<Schemas['PipelineThresholds']>;
export type PricedProduct = Schemas['PricedProduct'];
export type PriceBookOutcome = Schemas['PriceBookOutcome'];
export type FeedbackInfo = Schemas['FeedbackInfo'];
export type NewFeedback = Schemas['NewFeedback'];
export type Thumb = Schemas['Thumb'];
