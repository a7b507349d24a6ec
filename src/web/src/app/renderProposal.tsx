import type { TurnProposal } from '../features/assistant/turnReducer.ts';
import { ProposalCard } from '../features/changes/ProposalCard.tsx';

/** A change that the assistant proposed, as it stands now: what was decided elsewhere or on another day is seen here too. */
export const renderProposal = ({ id, change }: TurnProposal) => <ProposalCard id={id} announced={change} showsDeal />;
