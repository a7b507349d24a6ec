/** What the kinds of material are called. */
export const materialKinds = {
  playbook: 'Playbook',
  battleCard: 'Battle card',
  caseStudy: 'Case study',
  pricingPolicy: 'Pricing policy',
  template: 'Template',
  document: 'Document',
} as const;

/** What the kinds of texts are called that a search finds. */
export const passageKinds = { email: 'Email', call: 'Call', meeting: 'Meeting', note: 'Note', ...materialKinds } as const;
