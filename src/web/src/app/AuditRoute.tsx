import { useQuery } from '@tanstack/react-query';
import { AuditPage } from '../features/audit/AuditPage.tsx';
import { meQuery } from '../features/session/queries.ts';
import { Empty } from '../ui/Empty.tsx';
import { Page } from '../ui/Page.tsx';
import { mayReadAudit } from './permissions.ts';

export function AuditRoute() {
  const me = useQuery(meQuery);
  if (!me.data) return null;
  if (mayReadAudit(me.data)) return <AuditPage />;
  return (
    <Page title="Audit">
      <Empty title="The audit log is for managers and administrators">What was decided about your own deals stands on their pages, under “Proposals & history”.</Empty>
    </Page>
  );
}
