import { NavLink } from '@mantine/core';
import { Link, useLocation } from 'react-router';
import { paths } from '../lib/paths.ts';
import { AssistantIcon, DealsIcon, ImportIcon } from '../ui/icons.tsx';

const places = [
  { label: 'Assistant', to: paths.assistant(), Icon: AssistantIcon },
  { label: 'Deals', to: paths.deals, Icon: DealsIcon },
  { label: 'Import', to: paths.import, Icon: ImportIcon },
] as const;

export function MainNavigation({ onNavigate }: { readonly onNavigate: () => void }) {
  const { pathname } = useLocation();
  return places.map(({ label, to, Icon }) => {
    const here = pathname === to || pathname.startsWith(`${to}/`);
    return (
      <NavLink
        key={to}
        component={Link}
        to={to}
        label={label}
        leftSection={<Icon />}
        active={here}
        aria-current={here ? 'page' : undefined}
        onClick={onNavigate}
        style={{ borderRadius: 'var(--mantine-radius-md)' }}
      />
    );
  });
}
