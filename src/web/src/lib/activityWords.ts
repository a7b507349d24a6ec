/** What the kinds and directions of activities are called. */
export const activityKinds = {
  email: 'Email',
  call: 'Call',
  meeting: 'Meeting',
  note: 'Note',
  document: 'Document',
} as const;

/** The same for several of them. */
export const activityKindsOfMany = {
  email: 'Emails',
  call: 'Calls',
  meeting: 'Meetings',
  note: 'Notes',
  document: 'Files',
} as const;

const directions = { internal: null, inbound: 'received', outbound: 'sent', both: null } as const;

/** Says which way it went, where that is a question at all. */
export const directionText = (direction: keyof typeof directions): string | null => directions[direction];
