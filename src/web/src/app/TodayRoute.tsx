import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { BriefDrawer } from '../features/deal/BriefDrawer.tsx';
import { DraftDrawer } from '../features/deal/DraftDrawer.tsx';
import { meQuery } from '../features/session/queries.ts';
import { TodayPage } from '../features/today/TodayPage.tsx';

interface Opened {
  readonly report: 'brief' | 'draft';
  readonly dealId: string;
}

/** The day's work, with the texts that it asks for beside it. */
export function TodayRoute() {
  const me = useQuery(meQuery);
  // What was opened last stays known while its drawer slides away.
  const [last, setLast] = useState<Opened | null>(null);
  const [opened, setOpened] = useState(false);
  const open = (report: Opened['report']) => (dealId: string) => {
    setLast({ report, dealId });
    setOpened(true);
  };
  const close = () => setOpened(false);
  if (!me.data) return null;
  return (
    <>
      <TodayPage leads={me.data.role !== 'rep'} onBrief={open('brief')} onDraft={open('draft')} />
      {last?.report === 'brief' && <BriefDrawer dealId={last.dealId} opened={opened} onClose={close} />}
      {last?.report === 'draft' && <DraftDrawer key={last.dealId} dealId={last.dealId} opened={opened} onClose={close} />}
    </>
  );
}
