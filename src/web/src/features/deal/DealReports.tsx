import { Button } from '@mantine/core';
import { useState } from 'react';
import { BriefDrawer } from './BriefDrawer.tsx';
import { DraftDrawer } from './DraftDrawer.tsx';
import { SummaryDrawer } from './SummaryDrawer.tsx';

type Report = 'brief' | 'summary' | 'draft';

/** What can be had in writing on a deal. */
export function DealReports({ dealId }: { readonly dealId: string }) {
  const [shown, setShown] = useState<Report | null>(null);
  const stateOf = (report: Report) => ({ dealId, opened: shown === report, onClose: () => setShown(null) });
  return (
    <>
      <Button variant="default" onClick={() => setShown('brief')}>
        Brief
      </Button>
      <Button variant="default" onClick={() => setShown('summary')}>
        Summary
      </Button>
      <Button variant="default" onClick={() => setShown('draft')}>
        Draft follow-up
      </Button>
      <BriefDrawer {...stateOf('brief')} />
      <SummaryDrawer {...stateOf('summary')} />
      <DraftDrawer {...stateOf('draft')} />
    </>
  );
}
