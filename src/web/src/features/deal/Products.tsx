import { Table } from '@mantine/core';
import type { DealDetail } from '../../api/types.ts';
import { formatCount, formatMoney } from '../../lib/format.ts';
import { Section } from './Section.tsx';

interface ProductsProps {
  readonly lines: DealDetail['lines'];
  readonly currency: string;
}

/** What is to be sold. */
export function Products({ lines, currency }: ProductsProps) {
  if (lines.length === 0) return null;
  return (
    <Section title="Products">
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Product</Table.Th>
            <Table.Th ta="right">Quantity</Table.Th>
            <Table.Th ta="right">Unit price</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.map((line, index) => (
            <Table.Tr key={`${line.product}:${index}`}>
              <Table.Td>{line.product}</Table.Td>
              <Table.Td ta="right">{formatCount(line.quantity)}</Table.Td>
              <Table.Td ta="right">{line.unitPrice === null ? 'not known' : formatMoney(line.unitPrice, currency)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Section>
  );
}
