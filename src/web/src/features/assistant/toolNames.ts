/** What a tool does, in the words of a person who did it. */
const known: Readonly<Record<string, string>> = {
  find_deals: 'Looked for deals',
  sum_deals: 'Counted and summed deals',
  deal_status: 'Read how the deal stands',
  next_step: 'Worked out the next step',
  compare_deals: 'Compared deals',
  timeline: 'Read what happened',
  who_is_who: 'Looked up the people',
  likely_wins: 'Ordered deals by their chance to be won',
  list_risks: 'Checked deals for risks',
  search_notes: 'Searched notes, emails and calls',
  list_proposals: 'Looked up what waits for a decision',
  propose_stage: 'Proposed another stage',
  propose_amount: 'Proposed another amount',
  propose_close_date: 'Proposed another close date',
  propose_next_step: 'Proposed a next step',
  propose_qualification: 'Proposed to accept a score',
  propose_contact_role: 'Proposed a role for a contact',
  propose_contact_left: 'Proposed that a contact left',
  propose_task: 'Proposed a task',
  propose_loss: 'Proposed to close a deal as lost',
  propose_park: 'Proposed to let a deal wait',
  propose_new_contact: 'Proposed a new contact',
  propose_new_deal: 'Proposed a new deal',
};

/** A name for people; a tool that is not known here is shown by its own name, readably. */
export function toolLabel(name: string): string {
  const words = name.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/[_-]+/g, ' ').toLowerCase();
  return known[name] ?? words.charAt(0).toUpperCase() + words.slice(1);
}
