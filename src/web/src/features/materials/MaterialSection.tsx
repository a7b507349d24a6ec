import { Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { MaterialHead } from '../../api/types.ts';
import { Failure } from '../../ui/Failure.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { AddMaterial } from './AddMaterial.tsx';
import { DeleteMaterial } from './DeleteMaterial.tsx';
import { MaterialTable } from './MaterialTable.tsx';
import { materialsQuery } from './queries.ts';

/** The team's playbooks, battle cards and the like: found by the search, offered where they fit. */
export function MaterialSection({ mayChange }: { readonly mayChange: boolean }) {
  const materials = useQuery(materialsQuery);
  const [deleting, setDeleting] = useState<MaterialHead | null>(null);
  return (
    <Stack component="section" gap="sm" aria-label="Material">
      <Title order={2} size="h4">
        Material
      </Title>
      <Text size="sm" c="dimmed">
        Playbooks, battle cards, case studies and the like. The search finds them, and briefs, drafts and next steps offer what fits a deal.
        {!mayChange && ' Managers and administrators can change them.'}
      </Text>
      {materials.isPending && <Loading label="Loading the material" />}
      {materials.isError && <Failure title="The material could not be loaded" error={materials.error} onRetry={() => void materials.refetch()} />}
      {materials.data?.length === 0 && (
        <Text size="sm" c="dimmed">
          There is none yet.
        </Text>
      )}
      {materials.data && materials.data.length > 0 && <MaterialTable materials={materials.data} onDelete={mayChange ? setDeleting : null} />}
      {mayChange && <AddMaterial />}
      <DeleteMaterial material={deleting} onClose={() => setDeleting(null)} />
    </Stack>
  );
}
