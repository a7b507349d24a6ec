import { useQuery } from '@tanstack/react-query';
import { briefPage, briefQuery } from './reportQueries.ts';
import { ReportText } from './ReportText.tsx';
import { SideDrawer, type SideDrawerProps } from './SideDrawer.tsx';

interface BriefDrawerProps extends SideDrawerProps {
  readonly dealId: string;
}

/** What to know before talking to the buyer. */
export function BriefDrawer({ dealId, opened, onClose }: BriefDrawerProps) {
  const brief = useQuery({ ...briefQuery(dealId), enabled: opened });
  return (
    <SideDrawer title="Brief" opened={opened} onClose={onClose}>
      <ReportText name="The brief" report={brief} printPage={briefPage(dealId)} />
    </SideDrawer>
  );
}
