/** What kinds of changes are called. */
export const changeKinds = {
  stage: 'Stage',
  amount: 'Amount',
  closeDate: 'Close date',
  nextStep: 'Next step',
  qualification: 'Qualification score',
  contactRole: 'Role of a contact',
  contactLeft: 'Contact left',
  task: 'Task',
  loss: 'Close as lost',
  park: 'Wait',
  newContact: 'New contact',
  newDeal: 'New deal',
  setting: 'Setting',
} as const;

export type KindOfChange = keyof typeof changeKinds;

export const isKindOfChange = (text: string | null): text is KindOfChange => text !== null && Object.hasOwn(changeKinds, text);

/** The kinds that can be proposed; a setting is changed by an admin alone. */
export const proposedKinds = (Object.keys(changeKinds) as KindOfChange[]).filter((kind) => kind !== 'setting');

/** The kinds as a list to choose from. */
export const kindChoices = Object.entries(changeKinds).map(([value, label]) => ({ value, label }));

/** What the fields are called that a person may change in a proposal. */
export const changeFields: Readonly<Record<string, string>> = {
  stage: 'Stage',
  lossReason: 'Loss reason',
  amount: 'Amount',
  currency: 'Currency',
  closeDate: 'Close date',
  nextStep: 'Next step',
  nextStepDue: 'Next step due',
  role: 'Role',
  leftOn: 'Left on',
  task: 'Task',
  dueOn: 'Due',
  owner: 'Owner',
  waitReason: 'Waits because',
  waitUntil: 'Waits until',
  name: 'Name',
  email: 'Email',
  jobTitle: 'Job title',
};

/** The parts that people have in a deal. */
export const buyingRoles = {
  influencer: 'Influencer',
  user: 'User',
  champion: 'Champion',
  decisionMaker: 'Decision maker',
  economicBuyer: 'Economic buyer',
  blocker: 'Blocker',
  procurement: 'Procurement',
  legal: 'Legal',
} as const;
