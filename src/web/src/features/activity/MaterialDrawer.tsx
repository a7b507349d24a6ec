import { Drawer, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useLocation, useNavigate } from 'react-router';
import { isMissing } from '../../api/http.ts';
import { type MaterialAddress, readMaterial, withoutSource } from '../../lib/activityAddress.ts';
import { formatDay, toDay } from '../../lib/format.ts';
import { materialKinds } from '../../lib/passageWords.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Failure } from '../../ui/Failure.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { ActivityBody } from './ActivityBody.tsx';
import { materialQuery } from './queries.ts';

function Opened({ address }: { readonly address: MaterialAddress }) {
  const material = useQuery(materialQuery(address.materialId));
  if (material.isPending) return <Loading label="Loading the text" />;
  if (isMissing(material.error)) return <Empty title="This is not here any more">It was removed, or it is not yours to see.</Empty>;
  if (material.isError) return <Failure title="The text could not be loaded" error={material.error} onRetry={() => void material.refetch()} />;
  const { head, text } = material.data;
  return (
    <Stack>
      <Text component="h3" fw={650} size="lg" m={0}>
        {head.title}
      </Text>
      <Text size="sm" c="dimmed">
        {`${materialKinds[head.kind]} · our own material · changed on ${formatDay(toDay(new Date(head.changedAt)))}`}
      </Text>
      <ActivityBody key={`${address.start}:${address.quote}`} body={text} start={address.start} quote={address.quote} />
    </Stack>
  );
}

/** Shows the material of the team that the page's address names, over whatever page that is. */
export function MaterialDrawer() {
  const location = useLocation();
  const navigate = useNavigate();
  const address = readMaterial(location.search);
  return (
    <Drawer
      opened={address !== null}
      onClose={() => void navigate({ search: withoutSource(location.search) }, { replace: true })}
      position="right"
      size="lg"
      zIndex={300}
      title="Material"
      closeButtonProps={{ 'aria-label': 'Close the material' }}
    >
      {address !== null && <Opened key={address.materialId} address={address} />}
    </Drawer>
  );
}
