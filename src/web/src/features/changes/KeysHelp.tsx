import { Kbd, Modal, Table } from '@mantine/core';

const keys = [
  ['j', 'Next card'],
  ['k', 'Card before'],
  ['a', 'Approve'],
  ['r', 'Reject'],
  ['Shift R', 'Reject, saying why'],
  ['e', 'Edit'],
  ['u', 'Undo this one, or the last one on the page'],
  ['Enter', 'Open the deal'],
  ['?', 'This help'],
] as const;

export function KeysHelp({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  return (
    <Modal opened={opened} onClose={onClose} title="Keys" closeButtonProps={{ 'aria-label': 'Close' }}>
      <Table>
        <Table.Tbody>
          {keys.map(([key, what]) => (
            <Table.Tr key={key}>
              <Table.Td w={90}>
                <Kbd>{key}</Kbd>
              </Table.Td>
              <Table.Td>{what}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
