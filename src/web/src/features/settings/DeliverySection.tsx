import { Button, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { insightSettingsQuery } from '../../api/insightSettings.ts';
import type { InsightSettings } from '../../api/types.ts';
import { countOf } from '../../lib/format.ts';
import { Failure } from '../../ui/Failure.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { CsvUpload } from './CsvUpload.tsx';
import { DeliverySteps } from './DeliverySteps.tsx';
import { useSetInsight } from './insightQueries.ts';
import { Outcome } from './Outcome.tsx';
import { useTakeDeliveryPolicy } from './pipelineQueries.ts';

const typedSteps = ({ deliveryTiers }: InsightSettings) => deliveryTiers.map(({ fromUnits, days }) => ({ fromUnits: String(fromUnits), days: String(days) }));

function StepsForm({ settings }: { readonly settings: InsightSettings }) {
  const [steps, setSteps] = useState(() => typedSteps(settings));
  const save = useSetInsight();
  return (
    <form
      aria-label="Delivery policy"
      onSubmit={(event) => {
        event.preventDefault();
        const { framework, competitors } = settings;
        save.mutate({ framework, competitors, deliveryTiers: steps.map(({ fromUnits, days }) => ({ fromUnits: Number(fromUnits), days: Number(days) })) });
      }}
    >
      <Stack>
        <DeliverySteps
          steps={steps}
          onChange={(changed) => {
            save.reset();
            setSteps([...changed]);
          }}
        />
        <Outcome change={save} done="The policy is saved. Deals are read again by it." />
        <Button type="submit" w="fit-content" loading={save.isPending}>
          Save the policy
        </Button>
      </Stack>
    </form>
  );
}

/** What holds, for who may not change it. */
function StepsList({ settings: { deliveryTiers } }: { readonly settings: InsightSettings }) {
  if (deliveryTiers.length === 0) return <Text size="sm">There is no policy.</Text>;
  return (
    <Stack component="ul" gap={4} m={0} ps="md">
      {deliveryTiers.map(({ fromUnits, days }) => (
        <Text component="li" size="sm" key={fromUnits}>
          From {countOf(fromUnits, 'unit')}: {countOf(days, 'day')}
        </Text>
      ))}
    </Stack>
  );
}

/** How long delivery takes, which promises are held against. */
export function DeliverySection({ mayChange }: { readonly mayChange: boolean }) {
  const settings = useQuery(insightSettingsQuery);
  const take = useTakeDeliveryPolicy();
  return (
    <Stack component="section" gap="sm" maw={520} aria-labelledby="delivery-title">
      <Title order={2} size="h4" id="delivery-title">
        Delivery
      </Title>
      <Text size="sm" c="dimmed">
        Promised dates are held against the time that delivery and installation take.{!mayChange && ' Administrators can change it.'}
      </Text>
      {settings.isPending && <Loading label="Loading the policy" />}
      {settings.isError && <Failure title="The policy could not be loaded" error={settings.error} onRetry={() => void settings.refetch()} />}
      {settings.data && !mayChange && <StepsList settings={settings.data} />}
      {settings.data && mayChange && (
        <>
          {settings.data.deliveryTiers.length === 0 && <Text size="sm">No policy is in force: promised dates are not checked.</Text>}
          {/* A file that was taken is a new form: what stood in the old one holds no more. */}
          <StepsForm key={JSON.stringify(take.data ?? null)} settings={settings.data} />
          <CsvUpload
            name="delivery policy"
            description="Columns days and units_from (the least) or units_up_to (the most); the file takes the place of all steps"
            change={take}
            done={take.data ? `The policy of the file is in force: ${countOf(take.data.length, 'step')}. Deals are read again by it.` : null}
            onUpload={(file, clear) => take.mutate(file, { onSuccess: clear })}
          />
        </>
      )}
    </Stack>
  );
}
