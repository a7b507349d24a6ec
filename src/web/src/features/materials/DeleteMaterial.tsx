import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { MaterialHead } from '../../api/types.ts';
import { useDeleteMaterial } from './queries.ts';

interface DeleteMaterialProps {
  /** The material to ask about; null when there is nothing to ask. */
  readonly material: MaterialHead | null;
  readonly onClose: () => void;
}

/** Asks before material is deleted for everybody. */
export function DeleteMaterial({ material, onClose }: DeleteMaterialProps) {
  const deletion = useDeleteMaterial();
  const close = () => {
    deletion.reset();
    onClose();
  };
  return (
    <Modal opened={material !== null} onClose={close} title="Delete this material?" closeButtonProps={{ 'aria-label': 'Close' }}>
      <Stack>
        <Text size="sm">“{material?.title}” will be gone for everybody, and no longer found or offered.</Text>
        {deletion.isError && (
          <Alert color="red" role="alert">
            {deletion.error.message}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={close} data-autofocus>
            Keep it
          </Button>
          <Button color="red" loading={deletion.isPending} onClick={() => material && deletion.mutate(material.id, { onSuccess: close })}>
            Delete
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
