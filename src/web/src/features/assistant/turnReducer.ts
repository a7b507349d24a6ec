import type { AgentEvent, ChangeSet, SequencedEvent, Source } from '../../api/types.ts';

export interface ToolStep {
  readonly callId: string;
  readonly name: string;
  readonly phase: { readonly status: 'running' } | { readonly status: 'done' | 'failed'; readonly summary: string };
}

/** A change that the turn put before a person. */
export interface TurnProposal {
  readonly id: string;
  readonly change: ChangeSet;
}

export type TurnPhase =
  | { readonly status: 'running' }
  | { readonly status: 'completed'; readonly model: string; readonly notes: readonly string[]; readonly unsupported: readonly UnsupportedWords[] }
  | { readonly status: 'failed'; readonly reason: string; readonly stopped: boolean };

/** Words of an answer for which nothing was found, and what was looked for. */
export interface UnsupportedWords {
  readonly start: number;
  readonly length: number;
  readonly text: string;
  readonly why: string;
}

export interface Turn {
  readonly id: string;
  readonly question: string;
  readonly steps: readonly ToolStep[];
  /** What the answer may cite; once it is complete, what it does cite. */
  readonly sources: readonly Source[];
  readonly proposals: readonly TurnProposal[];
  /** What this turn took the place of, oldest first. */
  readonly replaced: readonly Turn[];
  /** The answer so far, in Markdown. */
  readonly text: string;
  readonly phase: TurnPhase;
}

export interface Transcript {
  readonly lastSequence: number;
  readonly turns: readonly Turn[];
}

export const emptyTranscript: Transcript = { lastSequence: 0, turns: [] };

const newTurn = (id: string, question: string): Turn => ({
  id,
  question,
  steps: [],
  sources: [],
  proposals: [],
  replaced: [],
  text: '',
  phase: { status: 'running' },
});

function withSources(known: readonly Source[], found: readonly Source[]): readonly Source[] {
  const labels = new Set(known.map((source) => source.label));
  return [...known, ...found.filter((source) => !labels.has(source.label))];
}

function advance(turn: Turn, event: AgentEvent): Turn {
  switch (event.type) {
    case 'turnStarted':
      return { ...turn, question: event.question };
    case 'toolCalled':
      return { ...turn, steps: [...turn.steps, { callId: event.callId, name: event.name, phase: { status: 'running' } }] };
    case 'toolReturned': {
      const phase = { status: event.succeeded ? ('done' as const) : ('failed' as const), summary: event.summary };
      return { ...turn, steps: turn.steps.map((step) => (step.callId === event.callId ? { ...step, phase } : step)) };
    }
    case 'passagesFound':
      return { ...turn, sources: withSources(turn.sources, event.sources) };
    case 'textDelta':
      return { ...turn, text: turn.text + event.text };
    case 'changeProposed':
      // The same change proposed again is the same proposal.
      return turn.proposals.some(({ id }) => id === event.proposalId)
        ? turn
        : { ...turn, proposals: [...turn.proposals, { id: event.proposalId, change: event.changeSet }] };
    case 'turnCompleted':
      return {
        ...turn,
        text: event.answer,
        sources: event.sources,
        phase: {
          status: 'completed',
          model: event.model,
          notes: event.notes ?? [],
          unsupported: (event.unsupported ?? []).map(({ start, length, why }) => ({ start, length, text: event.answer.slice(start, start + length).trim(), why })),
        },
      };
    case 'turnFailed':
      return { ...turn, phase: { status: 'failed', reason: event.reason, stopped: event.stopped } };
  }
}

/** The turns without those that an event takes away, which go with the turn that takes their place. */
function replace(turns: readonly Turn[], by: string, first: string): readonly Turn[] {
  const at = turns.findIndex((turn) => turn.id === first);
  if (at < 0) return turns;
  const gone = turns.slice(at).filter((turn) => turn.id !== by);
  const replaced = gone.flatMap((turn) => [...turn.replaced, { ...turn, replaced: [] }]);
  return [...turns.slice(0, at), { ...newTurn(by, ''), replaced }];
}

/** The only place where a transcript changes. An event that was already seen changes nothing. */
export function turnReducer(state: Transcript, { sequence, turnId, event }: SequencedEvent): Transcript {
  if (sequence <= state.lastSequence) return state;
  const before = event.type === 'turnStarted' && event.replaces != null ? replace(state.turns, turnId, event.replaces) : state.turns;
  const known = before.some((turn) => turn.id === turnId);
  const turns = known ? before : [...before, newTurn(turnId, '')];
  return {
    lastSequence: sequence,
    turns: turns.map((turn) => (turn.id === turnId ? advance(turn, event) : turn)),
  };
}

/** The turn that is being answered, if any. */
export const runningTurn = (state: Transcript): Turn | null => state.turns.findLast((turn) => turn.phase.status === 'running') ?? null;
