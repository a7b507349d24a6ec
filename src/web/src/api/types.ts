import type { components } from './schema.gen.ts';

type Schemas = components['schemas'];

export type About = Schemas['About'];
export type Me = Schemas['Me'];
export type Person = Schemas['Person'];
export type SignInLink = Schemas['SignInLink'];
export type DealRow = Schemas['DealRow'];
export type DealPage = Schemas['DealPage'];
export type DealDetail = Schemas['DealDetail'];
export type DealStatus = DealRow['status'];
export type DealHealth = DealDetail['health'];
export type Verdict = DealHealth['verdict'];
export type ActivityHead = Schemas['ActivityHead'];
export type ActivityText = Schemas['ActivityText'];
export type PipelineInfo = Schemas['PipelineInfo'];
export type OwnerInfo = Schemas['OwnerInfo'];
export type ConversationInfo = Schemas['ConversationInfo'];
export type StartedTurn = Schemas['StartedTurn'];
export type Source = Schemas['Source'];
export type ChangeSet = Schemas['ChangeSet'];
export type AgentEvent = Schemas['AgentEvent'];
export type SequencedEvent = Schemas['SequencedEvent'];
export type StartedImport = Schemas['StartedImport'];
export type ImportStatus = Schemas['ImportStatus'];
export type ImportReport = Schemas['ImportReport'];
