import type { components } from './schema.gen.ts';

type Schemas = components['schemas'];

export type About = Schemas['About'];
export type Me = Schemas['Me'];
export type PasswordSignIn = Schemas['PasswordSignIn'];
export type LinkSignIn = Schemas['LinkSignIn'];
export type NewPassword = Schemas['NewPassword'];
export type Person = Schemas['Person'];
export type CreatedLink = Schemas['CreatedLink'];
export type DealRow = Schemas['DealRow'];
export type DealPage = Schemas['PageOfDealRow'];
export type DealDetail = Schemas['DealDetail'];
export type DealStatus = Schemas['DealStatus'];
export type DealHealth = Schemas['DealHealthInfo'];
export type Verdict = Schemas['Verdict'];
export type ActivityInfo = Schemas['ActivityInfo'];
export type ActivityText = Schemas['ActivityText'];
export type PipelineInfo = Schemas['PipelineInfo'];
export type OwnerInfo = Schemas['OwnerInfo'];
export type ConversationInfo = Schemas['ConversationInfo'];
export type NewConversation = Schemas['NewConversation'];
export type NewTurn = Schemas['NewTurn'];
export type StartedTurn = Schemas['StartedTurn'];
export type Source = Schemas['Source'];
export type ChangeSet = Schemas['ChangeSet'];
export type AgentEvent = Schemas['AgentEvent'];
export type SequencedEvent = Schemas['SequencedEvent'];
