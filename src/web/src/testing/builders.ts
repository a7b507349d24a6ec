import type {
  ActivityText,
  AgentEvent,
  Board,
  BoardCard,
  BoardColumn,
  ContentInfo,
  ConversationInfo,
  CriterionInfo,
  DealHealth,
  DealQualification,
  DealRow,
  ImportReport,
  ImportStatus,
  InsightSettings,
  MaterialHead,
  Me,
  Passage,
  QueueItem,
  ProposalDetail,
  ProposalInfo,
  ProposalQuote,
  QuoteInfo,
  ScoreInfo,
  SequencedEvent,
  Source,
  TodayInfo,
} from '../api/types.ts';

export const buildMe = (overrides: Partial<Me> = {}): Me => ({
  id: 'user-1',
  name: 'Ada Byron',
  email: 'ada@halden.example',
  role: 'rep',
  team: 'North',
  hasPassword: true,
  ...overrides,
});

export const buildDeal = (overrides: Partial<DealRow> = {}): DealRow => ({
  id: 'deal-1',
  name: 'Acme roll-out',
  accountId: 'account-1',
  account: 'Acme',
  ownerId: 'user-1',
  owner: 'Ada Byron',
  stageId: 'stage-2',
  stage: 'Proposal',
  status: 'open',
  amount: 84_000,
  currency: 'EUR',
  createdOn: '2026-01-10',
  closeDate: '2026-03-31',
  stageEnteredOn: '2026-02-20',
  lastActivityAt: '2026-02-27T09:00:00Z',
  nextStep: null,
  ...overrides,
});

export const buildSource = (overrides: Partial<Source> = {}): Source => ({
  label: '1',
  title: 'Discovery call',
  dealId: 'deal-1',
  activityId: 'activity-1',
  at: '2026-02-20T10:00:00Z',
  start: 4,
  quote: 'before March',
  speaker: 'Tom Brandt',
  ...overrides,
});

export const buildHealth = (overrides: Partial<DealHealth> = {}): DealHealth => ({
  verdict: 'watch',
  headline: 'No reply for 12 days.',
  flags: [{ kind: 'buyerSilent', title: 'The buyer is silent', severity: 0.5, fact: 'No reply for 12 days.', sources: [] }],
  next: null,
  snooze: null,
  win: null,
  ...overrides,
});

export const buildQuote = (overrides: Partial<QuoteInfo> = {}): QuoteInfo => ({
  activityId: 'activity-1',
  quote: 'before March',
  start: 4,
  end: 16,
  speaker: 'Tom Brandt',
  side: 'buyer',
  at: '2026-02-20T10:00:00Z',
  ...overrides,
});

export const buildCriterion = (overrides: Partial<CriterionInfo> = {}): CriterionInfo => ({
  criterion: 'Timeline',
  verdict: 'met',
  strength: 0.8,
  for: [buildQuote()],
  against: [],
  facts: [],
  missing: null,
  question: null,
  changes: [],
  ...overrides,
});

export const buildScore = (overrides: Partial<ScoreInfo> = {}): ScoreInfo => ({
  id: 'score-1',
  at: '2026-02-21T10:00:00Z',
  score: 50,
  known: 75,
  status: 'proposed',
  decidedBy: null,
  decidedAt: null,
  comment: null,
  verdicts: [],
  ...overrides,
});

export const buildQualification = (overrides: Partial<DealQualification> = {}): DealQualification => ({
  framework: 'BANT',
  score: 50,
  known: 75,
  criteria: [buildCriterion()],
  brokenPromises: [],
  history: [buildScore()],
  mayDecide: true,
  ...overrides,
});

export const buildInsightSettings = (overrides: Partial<InsightSettings> = {}): InsightSettings => ({
  deliveryTiers: [{ fromUnits: 1, days: 30 }],
  competitors: ['Northwind'],
  framework: 'bant',
  frameworks: [
    { key: 'bant', name: 'BANT', own: false },
    { key: 'champ', name: 'CHAMP', own: false },
  ],
  ...overrides,
});

export const buildActivity = (body: string, overrides: Partial<ActivityText> = {}): ActivityText => ({
  head: {
    id: 'activity-1',
    dealId: 'deal-1',
    kind: 'call',
    direction: 'both',
    at: '2026-02-20T10:00:00Z',
    subject: 'Discovery call',
    minutes: 30,
    author: 'Ada Byron',
    participants: [{ name: 'Tom Brandt', email: 'tom@acme.example' }],
    snippet: '',
  },
  deal: 'Acme roll-out',
  body,
  turns: [],
  marks: [],
  ...overrides,
});

export const buildConversation = (overrides: Partial<ConversationInfo> = {}): ConversationInfo => ({
  id: 'conversation-1',
  title: 'Next step on Acme',
  createdAt: '2026-02-27T09:00:00Z',
  updatedAt: '2026-02-27T09:00:00Z',
  ...overrides,
});

/** Events of one turn, numbered from `first`. */
export const buildEvents = (events: readonly AgentEvent[], first = 1, turnId = 'turn-1'): SequencedEvent[] =>
  events.map((event, index) => ({ sequence: first + index, turnId, event }));

const none = { added: 0, updated: 0, unchanged: 0, skipped: 0 };

export const buildReport = (overrides: Partial<ImportReport> = {}): ImportReport => ({
  accounts: none,
  deals: none,
  users: none,
  products: none,
  contacts: none,
  activities: none,
  tasks: none,
  problems: [],
  moreProblems: 0,
  dryRun: true,
  ...overrides,
});

export const buildImport = (overrides: Partial<ImportStatus> = {}): ImportStatus => ({
  id: 'import-1',
  state: 'running',
  dryRun: true,
  file: 'deals.csv',
  rowsDone: 10,
  bytesDone: 500,
  bytesTotal: 1_000,
  error: null,
  report: null,
  ...overrides,
});

export const buildPassage = (overrides: Partial<Passage> = {}): Passage => ({
  activityId: 'activity-1',
  materialId: null,
  dealId: 'deal-1',
  deal: 'Acme roll-out',
  kind: 'call',
  at: '2026-02-20T10:00:00Z',
  subject: 'Discovery call',
  start: 4,
  quote: 'before March',
  speaker: 'Tom Brandt',
  score: 1,
  context: '',
  before: 'We go live ',
  after: ', or never.',
  ...overrides,
});

export const buildMaterial = (overrides: Partial<MaterialHead> = {}): MaterialHead => ({
  id: 'material-1',
  title: 'Against ScanPro',
  kind: 'battleCard',
  use: { stages: [], industries: [], competitors: ['ScanPro'], objections: ['price'] },
  teams: [],
  changedAt: '2026-02-20T10:00:00Z',
  ...overrides,
});

export const buildContent = (overrides: Partial<ContentInfo> = {}): ContentInfo => ({
  title: 'Against ScanPro',
  kind: 'battleCard',
  why: 'Tom Brandt named ScanPro on 20 February; this battle card is about ScanPro.',
  mayBeSent: false,
  passage: buildSource({ label: '2', activityId: null, dealId: null, materialId: 'material-1', start: 0, quote: 'Ask for the connector.', speaker: null, at: null }),
  because: [buildSource()],
  ...overrides,
});

export const buildCard = (overrides: Partial<BoardCard> = {}): BoardCard => ({
  id: 'deal-1',
  version: 3,
  name: 'Acme roll-out',
  account: 'Acme',
  owner: 'Ada Byron',
  amount: 84_000,
  currency: 'EUR',
  stageEnteredOn: '2026-02-20',
  closeDate: '2026-03-31',
  nextStep: 'Send the contract',
  nextStepDue: '2026-03-20',
  verdict: 'watch',
  reason: 'Buyer silent: no reply for 12 days',
  mayMove: true,
  ...overrides,
});

/** A board of stages that are named after their ids. */
export function buildBoard(stages: readonly (Partial<BoardColumn> & { id: string; cards: BoardCard[] })[]): Board {
  const columns = stages.map((stage) => ({
    name: stage.id,
    exitCriterion: null,
    usualDays: null,
    winProbability: 0.5,
    count: stage.cards.length,
    sums: [],
    ...stage,
  }));
  const closed = [
    { id: 'won', name: 'Won', status: 'won' as const },
    { id: 'lost', name: 'Lost', status: 'lost' as const },
  ];
  return { id: 'pipeline-1', name: 'Sales', columns, closed, shown: columns.reduce((sum, column) => sum + column.count, 0), left: 0 };
}

export const buildQueueItem = (overrides: Partial<QueueItem> = {}): QueueItem => ({
  deal: buildDeal(),
  verdict: 'atRisk',
  headline: 'Buyer silent: no reply for 12 days',
  fact: 'Last heard from the buyer on 8 March; the limit is 7 days',
  move: { title: 'Call Tom Brandt', reason: 'No reply for 12 days.', dueOn: '2026-03-20', kind: 'call', taskId: null },
  ...overrides,
});

export const buildToday = (overrides: Partial<TodayInfo> = {}): TodayInfo => ({
  team: false,
  checked: 4,
  found: 1,
  queue: [buildQueueItem()],
  meetings: [],
  news: [],
  moreNews: 0,
  ...overrides,
});

export const buildProposalQuote = (overrides: Partial<ProposalQuote> = {}): ProposalQuote => ({
  activityId: 'activity-1',
  title: 'Discovery call',
  quote: 'before March',
  start: 4,
  end: 16,
  speaker: 'Tom Brandt',
  side: 'buyer',
  at: '2026-02-20T10:00:00Z',
  holds: true,
  ...overrides,
});

/** A close date that code read in a call and that waits. */
export const buildProposal = (overrides: Partial<ProposalInfo> = {}): ProposalInfo => ({
  id: 'proposal-1',
  kind: 'closeDate',
  status: 'pending',
  title: 'Move the close date to 1 March',
  dealId: 'deal-1',
  deal: 'Acme roll-out',
  accountId: 'account-1',
  account: 'Acme',
  contactId: null,
  contact: null,
  owner: 'Ada Byron',
  fields: [{ field: 'closeDate', label: 'Close date', before: '2026-03-31', after: '2026-03-01', beforeShown: '31 March', afterShown: '1 March' }],
  reason: 'The buyer wants to go live before March.',
  confidence: 0.9,
  evidence: [buildProposalQuote()],
  origin: { model: 'reader', byItself: true, byPerson: false, readOutsideText: true, askedBy: null, conversationId: null },
  createdAt: '2026-02-20T11:00:00Z',
  expiresAt: '2099-03-22T11:00:00Z',
  dealChanged: false,
  edited: false,
  decidedBy: null,
  decidedAt: null,
  comment: null,
  undoneBy: null,
  undoneAt: null,
  mayDecide: true,
  mayNotBecause: null,
  mayUndo: false,
  ...overrides,
});

export const buildApplied = (overrides: Partial<ProposalInfo> = {}): ProposalInfo =>
  buildProposal({ status: 'applied', mayDecide: false, mayUndo: true, decidedBy: 'Ada Byron', decidedAt: '2026-02-21T09:00:00Z', ...overrides });

export const buildProposalDetail = (proposal: ProposalInfo = buildProposal(), overrides: Partial<ProposalDetail> = {}): ProposalDetail => ({
  proposal,
  conflicts: [],
  policy: 'The deal’s owner, a manager of the team or an admin decides.',
  editableFields: [{ field: 'closeDate', label: 'Close date', needed: true }],
  proposed: [],
  ...overrides,
});
