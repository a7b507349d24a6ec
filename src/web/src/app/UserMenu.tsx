import { Button, type MantineColorScheme, Menu, Text, useMantineColorScheme } from '@mantine/core';
import { Link } from 'react-router';
import type { Me } from '../api/types.ts';
import { useSignOut } from '../features/session/queries.ts';
import { paths } from '../lib/paths.ts';
import { PersonIcon, SettingsIcon } from '../ui/icons.tsx';
import { forgetDevice } from './forgetDevice.ts';

const schemes = [
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
  { value: 'auto', label: 'As the system' },
] as const;

export function UserMenu({ me }: { readonly me: Me }) {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const signOut = useSignOut(forgetDevice);
  return (
    <Menu position="bottom-end" width={240} withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          px="xs"
          aria-label={`${me.name}, menu`}
          leftSection={<PersonIcon />}
        >
          <Text span visibleFrom="sm" size="sm" c="var(--mantine-color-text)">
            {me.name}
          </Text>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {me.email !== null && <Menu.Label style={{ overflowWrap: 'anywhere' }}>{me.email}</Menu.Label>}
        <Menu.Item component={Link} to={paths.settings} leftSection={<SettingsIcon size={16} />}>
          Settings
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>Colours</Menu.Label>
        <Menu.RadioGroup value={colorScheme} onChange={(value) => setColorScheme(value as MantineColorScheme)}>
          {schemes.map(({ value, label }) => (
            <Menu.RadioItem key={value} value={value}>
              {label}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item closeMenuOnClick={false} disabled={signOut.isPending} onClick={() => signOut.mutate()}>
          Sign out
        </Menu.Item>
        {signOut.isError && (
          <Text role="alert" size="xs" c="red" px="sm" pb="xs">
            {signOut.error.message}
          </Text>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
