import { Box, Group, Pagination, Stack, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { countOf } from '../../lib/format.ts';
import { paths } from '../../lib/paths.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Failure } from '../../ui/Failure.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Page } from '../../ui/Page.tsx';
import { DealCards } from './DealCards.tsx';
import { DealFilterBar } from './DealFilterBar.tsx';
import { changeFilters, type DealFilters, isNarrowed, pageSize, readFilters, sortBy, writeFilters } from './dealFilters.ts';
import { DealTable } from './DealTable.tsx';
import { dealsQuery } from './queries.ts';

function NothingFound({ filters }: { readonly filters: DealFilters }) {
  if (isNarrowed(filters)) return <Empty title="No deal fits these filters">Take one of them away to see more.</Empty>;
  return (
    <Empty title="There are no open deals yet">
      <Link to={paths.import}>Import deals</Link> from your CRM to begin.
    </Empty>
  );
}

export function DealsPage() {
  const [params, setParams] = useSearchParams();
  const filters = readFilters(params);
  const deals = useQuery(dealsQuery(filters));
  const narrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  const now = new Date();

  // Trying filters out is not a journey: the back button leaves the list.
  const show = (next: DealFilters) => setParams(writeFilters(next), { replace: true });
  const pages = Math.ceil((deals.data?.total ?? 0) / pageSize);
  return (
    <Page title="Deals" size="xl">
      <Stack>
        <DealFilterBar filters={filters} onChange={show} />
        <Text size="sm" c="dimmed" role="status">
          {deals.data ? countOf(deals.data.total, 'deal') : ' '}
        </Text>
        {deals.isPending && <Loading label="Loading the deals" />}
        {deals.isError && <Failure title="The deals could not be loaded" error={deals.error} onRetry={() => void deals.refetch()} />}
        {deals.data?.total === 0 && <NothingFound filters={filters} />}
        {deals.data && deals.data.items.length > 0 && (
          <Box opacity={deals.isPlaceholderData ? 0.6 : 1} aria-busy={deals.isPlaceholderData}>
            {narrow ? (
              <DealCards deals={deals.data.items} now={now} />
            ) : (
              <DealTable deals={deals.data.items} filters={filters} onSort={(sort) => show(sortBy(filters, sort))} now={now} />
            )}
          </Box>
        )}
        {pages > 1 && (
          <Group justify="center" role="navigation" aria-label="Pages">
            <Pagination
              total={pages}
              value={filters.page}
              siblings={narrow ? 0 : 1}
              onChange={(page) => show(changeFilters(filters, { page }))}
              getControlProps={(control) => ({ 'aria-label': `${control} page` })}
              getItemProps={(page) => ({ 'aria-label': `Page ${page}` })}
            />
          </Group>
        )}
      </Stack>
    </Page>
  );
}
