import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { aboutQuery, meQuery } from '../features/session/queries.ts';
import { MaterialSection } from '../features/materials/MaterialSection.tsx';
import { InsightSection } from '../features/settings/InsightSection.tsx';
import { OwnFrameworks } from '../features/settings/OwnFrameworks.tsx';
import { PasswordForm } from '../features/settings/PasswordForm.tsx';
import { PolicySection } from '../features/settings/PolicySection.tsx';
import { PeopleTable } from '../features/settings/PeopleTable.tsx';
import { SummaryTemplate } from '../features/settings/SummaryTemplate.tsx';
import { WritingStyleForm } from '../features/settings/WritingStyleForm.tsx';
import { Page } from '../ui/Page.tsx';
import { mayChangeMaterial } from './permissions.ts';

export function SettingsRoute() {
  const me = useQuery(meQuery);
  const about = useQuery(aboutQuery);
  if (!me.data) return null;
  return (
    <Page title="Settings">
      <Stack gap="xl">
        <PasswordForm me={me.data} />
        <WritingStyleForm />
        <InsightSection mayChange={me.data.role === 'admin'} />
        <PolicySection mayChange={me.data.role === 'admin'} />
        <MaterialSection mayChange={mayChangeMaterial(me.data)} />
        {me.data.role === 'admin' && (
          <>
            <OwnFrameworks />
            <SummaryTemplate />
            <PeopleTable />
          </>
        )}
        {about.data && (
          <Text size="sm" c="dimmed">
            Version {about.data.version}. Answers by {about.data.model}.
          </Text>
        )}
      </Stack>
    </Page>
  );
}
