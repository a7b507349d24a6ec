import { NavLink, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { aboutQuery, meQuery } from '../features/session/queries.ts';
import { paths } from '../lib/paths.ts';
import { Empty } from '../ui/Empty.tsx';
import { Page } from '../ui/Page.tsx';
import { mayOpen, settingsPlaces } from './settingsPlaces.ts';
import { settingsSections } from './settingsSections.tsx';
import classes from './SettingsRoute.module.css';

export function SettingsRoute() {
  const { section: key = settingsPlaces[0].key } = useParams();
  const me = useQuery(meQuery);
  const about = useQuery(aboutQuery);
  if (!me.data) return null;
  const viewer = me.data;
  const section = settingsPlaces.find((known) => known.key === key);
  const isOpen = section !== undefined && mayOpen(viewer, section);
  return (
    <Page title="Settings">
      <div className={classes.layout}>
        <nav aria-label="Settings" className={classes.sections}>
          {settingsPlaces
            .filter((known) => mayOpen(viewer, known))
            .map((known) => (
              <NavLink
                key={known.key}
                component={Link}
                to={known === settingsPlaces[0] ? paths.settings : paths.settingsOf(known.key)}
                label={known.label}
                active={known === section}
                aria-current={known === section ? 'page' : undefined}
                style={{ borderRadius: 'var(--mantine-radius-md)' }}
              />
            ))}
        </nav>
        <Stack gap="xl">
          {section === undefined && <Empty title="There is no such setting">Choose one from the list.</Empty>}
          {section !== undefined && !isOpen && <Empty title={`${section.label}: for administrators only`}>Ask one of them if something should be changed here.</Empty>}
          {isOpen && settingsSections[section.key](viewer)}
          {about.data && (
            <Text size="sm" c="dimmed">
              Version {about.data.version}. Answers by {about.data.model === 'offline' ? 'the built-in engine' : 'a language model'}.
            </Text>
          )}
        </Stack>
      </div>
    </Page>
  );
}
