import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import { paths } from '../lib/paths.ts';
import { Empty } from '../ui/Empty.tsx';
import { Page } from '../ui/Page.tsx';

export function NotFoundPage() {
  return (
    <Page title="Not found">
      <Empty title="There is no such page.">
        <Anchor component={Link} to={paths.deals}>
          Go to the deals
        </Anchor>
      </Empty>
    </Page>
  );
}
