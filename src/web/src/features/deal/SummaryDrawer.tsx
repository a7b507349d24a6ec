import { Stack, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { summaryQuery } from './reportQueries.ts';
import { ReportText } from './ReportText.tsx';
import { SideDrawer, type SideDrawerProps } from './SideDrawer.tsx';

interface SummaryDrawerProps extends SideDrawerProps {
  readonly dealId: string;
}

/** What was said on the deal, all of it or in the last call alone. */
export function SummaryDrawer({ dealId, opened, onClose }: SummaryDrawerProps) {
  const [lastTalk, setLastTalk] = useState(false);
  const summary = useQuery({ ...summaryQuery(dealId, lastTalk), enabled: opened });
  return (
    <SideDrawer title="Summary" opened={opened} onClose={onClose}>
      <Stack>
        <Switch label="Last call only" checked={lastTalk} onChange={(event) => setLastTalk(event.currentTarget.checked)} />
        <ReportText name="The summary" report={summary} />
      </Stack>
    </SideDrawer>
  );
}
