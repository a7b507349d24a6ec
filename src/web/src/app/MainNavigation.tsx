import { Badge, NavLink, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from 'react-router';
import type { Me } from '../api/types.ts';
import { waitingQuery } from '../features/changes/queries.ts';
import { paths } from '../lib/paths.ts';
import { placesOf } from './places.ts';

/** How many proposals wait for the user; nothing while none does. */
function WaitingCount() {
  const { data } = useQuery(waitingQuery);
  if (!data || data.toDecide === 0) return null;
  return (
    <Badge size="sm" circle={data.toDecide < 10}>
      {data.toDecide > 99 ? '99+' : data.toDecide}
      <VisuallyHidden> waiting for you</VisuallyHidden>
    </Badge>
  );
}

interface MainNavigationProps {
  readonly me: Me;
  readonly onNavigate: () => void;
}

export function MainNavigation({ me, onNavigate }: MainNavigationProps) {
  const { pathname } = useLocation();
  return placesOf(me).map(({ label, to, Icon }) => {
    const here = pathname === to || pathname.startsWith(`${to}/`);
    return (
      <NavLink
        key={to}
        component={Link}
        to={to}
        label={label}
        leftSection={<Icon />}
        rightSection={to === paths.approvals ? <WaitingCount /> : undefined}
        active={here}
        aria-current={here ? 'page' : undefined}
        onClick={onNavigate}
        style={{ borderRadius: 'var(--mantine-radius-md)' }}
      />
    );
  });
}
