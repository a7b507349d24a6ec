import { AppShell, Burger, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { lazy, Suspense, useMemo } from 'react';
import { Outlet } from 'react-router';
import type { Me } from '../api/types.ts';
import { ActivityDrawer } from '../features/activity/ActivityDrawer.tsx';
import { MaterialDrawer } from '../features/activity/MaterialDrawer.tsx';
import { SearchBox } from '../features/search/SearchBox.tsx';
import { MainNavigation } from './MainNavigation.tsx';
import { quickActions } from './quickActions.ts';
import { UserMenu } from './UserMenu.tsx';

/** Loaded after the page: it brings the live connection along, which nobody waits for. */
const LiveChanges = lazy(async () => ({ default: (await import('./LiveChanges.tsx')).LiveChanges }));
const ImportNotice = lazy(async () => ({ default: (await import('./ImportNotice.tsx')).ImportNotice }));

/** The frame around every page. Sources open over any of them, because any of them may cite one. */
export function Shell({ me }: { readonly me: Me }) {
  const actions = useMemo(() => quickActions(me), [me]);
  const [opened, { toggle, close }] = useDisclosure(false);
  return (
    <AppShell header={{ height: 52 }} navbar={{ width: 208, breakpoint: 'sm', collapsed: { mobile: !opened } }} padding={0}>
      <a className="skip-link" href="#main">
        Skip to the content
      </a>
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger opened={opened} onClick={toggle} hiddenFrom="sm" size="sm" aria-label={opened ? 'Close the menu' : 'Open the menu'} />
            <img src="/favicon.svg" alt="" width={26} height={26} />
            <Text fw={650} visibleFrom="sm">
              Sales assistant
            </Text>
          </Group>
          <SearchBox actions={actions} />
          <UserMenu me={me} />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" aria-label="Main" component="nav">
        <MainNavigation me={me} onNavigate={close} />
      </AppShell.Navbar>
      <AppShell.Main id="main" tabIndex={-1} style={{ outline: 'none' }}>
        <Outlet />
      </AppShell.Main>
      <ActivityDrawer />
      <MaterialDrawer />
      <Suspense>
        <LiveChanges />
        <ImportNotice />
      </Suspense>
    </AppShell>
  );
}
