import { useQuery } from '@tanstack/react-query';
import { ImportPage } from '../features/import/ImportPage.tsx';
import { meQuery } from '../features/session/queries.ts';
import { Empty } from '../ui/Empty.tsx';
import { Page } from '../ui/Page.tsx';
import { mayImport } from './permissions.ts';

export function ImportRoute() {
  const me = useQuery(meQuery);
  if (!me.data) return null;
  if (mayImport(me.data)) return <ImportPage />;
  return (
    <Page title="Import">
      <Empty title="Imports are for managers and administrators">They change everybody’s records. Ask one of them to import your files.</Empty>
    </Page>
  );
}
