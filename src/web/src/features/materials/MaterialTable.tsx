import { ActionIcon, Anchor, Table, VisuallyHidden } from '@mantine/core';
import { Link, useLocation } from 'react-router';
import type { MaterialHead } from '../../api/types.ts';
import { withMaterial } from '../../lib/activityAddress.ts';
import { formatDay, toDay } from '../../lib/format.ts';
import { materialKinds } from '../../lib/passageWords.ts';
import { DeleteIcon } from '../../ui/icons.tsx';
import { WideTable } from '../../ui/WideTable.tsx';

/** What material says that it is for, in words. */
function usesOf({ stages, industries, competitors, objections }: MaterialHead['use']): string {
  const parts = [
    ['stages', stages],
    ['industries', industries],
    ['against', competitors],
    ['objections', objections],
  ] as const;
  const said = parts.filter(([, entries]) => entries.length > 0).map(([name, entries]) => `${name}: ${entries.join(', ')}`);
  return said.length === 0 ? 'anything' : said.join('; ');
}

interface MaterialTableProps {
  readonly materials: readonly MaterialHead[];
  /** Null for those who may only read. */
  readonly onDelete: ((material: MaterialHead) => void) | null;
}

export function MaterialTable({ materials, onDelete }: MaterialTableProps) {
  const { search } = useLocation();
  return (
    <WideTable label="List of the material" minWidth={640}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Title</Table.Th>
          <Table.Th>Kind</Table.Th>
          <Table.Th>For</Table.Th>
          <Table.Th>Changed</Table.Th>
          {onDelete !== null && (
            <Table.Th>
              <VisuallyHidden>Delete</VisuallyHidden>
            </Table.Th>
          )}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {materials.map((material) => (
          <Table.Tr key={material.id}>
            <Table.Td>
              <Anchor component={Link} to={{ search: withMaterial(search, { materialId: material.id, start: null, quote: null }) }} inherit>
                {material.title}
              </Anchor>
            </Table.Td>
            <Table.Td>{materialKinds[material.kind]}</Table.Td>
            <Table.Td>{usesOf(material.use)}</Table.Td>
            <Table.Td>{formatDay(toDay(new Date(material.changedAt)))}</Table.Td>
            {onDelete !== null && (
              <Table.Td>
                <ActionIcon variant="subtle" color="gray" aria-label={`Delete ${material.title}`} onClick={() => onDelete(material)}>
                  <DeleteIcon size={16} />
                </ActionIcon>
              </Table.Td>
            )}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </WideTable>
  );
}
