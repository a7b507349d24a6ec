import { Checkbox, Stack, Table, Text, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { PricedProduct, PriceBookOutcome } from '../../api/types.ts';
import { countOf, formatMoney } from '../../lib/format.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Failure } from '../../ui/Failure.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { WideTable } from '../../ui/WideTable.tsx';
import { CsvUpload } from './CsvUpload.tsx';
import { priceBookQuery, useTakePriceBook } from './pipelineQueries.ts';

/** More rows at once help nobody; the filter finds the rest. */
const mostRows = 100;

const say = ({ added, changed, same, unpriced }: PriceBookOutcome): string =>
  `The price book is in force: ${countOf(added, 'product')} new, ${changed} with another price, ${same} as before${unpriced > 0 ? `, ${unpriced} without a price now` : ''}. Deals are read again by it.`;

function PriceTable({ products }: { readonly products: readonly PricedProduct[] }) {
  const [filter, setFilter] = useState('');
  const wanted = filter.trim().toLowerCase();
  const found = products.filter(({ name }) => name.toLowerCase().includes(wanted));
  return (
    <Stack gap="xs">
      {products.length > 10 && (
        <TextInput label="Find a product" type="search" maw={320} value={filter} onChange={({ currentTarget: { value } }) => setFilter(value)} />
      )}
      <Text size="sm" role="status">
        {countOf(found.length, 'product')}
        {found.length > mostRows && `, the first ${mostRows} shown`}
      </Text>
      <WideTable label="Prices" minWidth={360}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Product</Table.Th>
            <Table.Th ta="end">List price</Table.Th>
            <Table.Th>Unit</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {found.slice(0, mostRows).map(({ id, name, listPrice, currency, unit }) => (
            <Table.Tr key={id}>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{name}</Table.Td>
              <Table.Td ta="end">{listPrice == null ? 'none' : formatMoney(listPrice, currency ?? '')}</Table.Td>
              <Table.Td>{unit ?? ''}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </WideTable>
    </Stack>
  );
}

/** The list prices that promises and quotes are held against. */
export function PriceBookSection({ mayChange }: { readonly mayChange: boolean }) {
  const prices = useQuery(priceBookQuery);
  const take = useTakePriceBook();
  const [onlyThese, setOnlyThese] = useState(false);
  return (
    <Stack component="section" gap="sm" maw={720} aria-labelledby="prices-title">
      <Title order={2} size="h4" id="prices-title">
        Price book
      </Title>
      <Text size="sm" c="dimmed">
        Prices that are named in calls and messages are held against it.{!mayChange && ' Administrators can change it.'}
      </Text>
      {prices.isPending && <Loading label="Loading the price book" />}
      {prices.isError && <Failure title="The price book could not be loaded" error={prices.error} onRetry={() => void prices.refetch()} />}
      {prices.data?.length === 0 && <Empty title="No products yet">Prices that are named are not checked.</Empty>}
      {prices.data && prices.data.length > 0 && <PriceTable products={prices.data} />}
      {mayChange && (
        <CsvUpload
          name="price book"
          description="Columns product, list_price and, unless it is USD, currency"
          change={take}
          done={take.data ? say(take.data) : null}
          onUpload={(file, clear) => take.mutate({ file, onlyThese }, { onSuccess: clear })}
        >
          <Checkbox
            label="Take the price from products that the file does not name"
            checked={onlyThese}
            onChange={({ currentTarget: { checked } }) => setOnlyThese(checked)}
          />
        </CsvUpload>
      )}
    </Stack>
  );
}
