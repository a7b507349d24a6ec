import { useQuery } from '@tanstack/react-query';
import { ContentOffers } from '../../cited/ContentOffers.tsx';
import { contentQuery } from './reportQueries.ts';
import { Section } from './Section.tsx';

/** The team's material that fits the deal now. Where nothing fits, nothing is shown; it is a help, so a failure is silent too. */
export function Content({ dealId }: { readonly dealId: string }) {
  const content = useQuery(contentQuery(dealId));
  if (!content.data || content.data.length === 0) return null;
  return (
    <Section title="Material that fits">
      <ContentOffers offers={content.data} toSend={false} />
    </Section>
  );
}
