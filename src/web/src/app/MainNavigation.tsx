import { NavLink } from '@mantine/core';
import { Link, useLocation } from 'react-router';
import type { Me } from '../api/types.ts';
import { paths } from '../lib/paths.ts';
import { AssistantIcon, DealsIcon, ImportIcon, PipelineIcon, SearchIcon, TodayIcon } from '../ui/icons.tsx';
import { mayImport } from './permissions.ts';

const places = [
  { label: 'Today', to: paths.home, Icon: TodayIcon },
  { label: 'Pipeline', to: paths.pipeline(), Icon: PipelineIcon },
  { label: 'Assistant', to: paths.assistant(), Icon: AssistantIcon },
  { label: 'Deals', to: paths.deals, Icon: DealsIcon },
  { label: 'Search', to: paths.search(), Icon: SearchIcon },
  { label: 'Import', to: paths.import, Icon: ImportIcon },
] as const;

interface MainNavigationProps {
  readonly me: Me;
  readonly onNavigate: () => void;
}

export function MainNavigation({ me, onNavigate }: MainNavigationProps) {
  const { pathname } = useLocation();
  const open = places.filter(({ to }) => to !== paths.import || mayImport(me));
  return open.map(({ label, to, Icon }) => {
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
