import { useQuery } from '@tanstack/react-query';
import { waitFor } from '@testing-library/react';
import type { ReactElement } from 'react';
import { expect, vi } from 'vitest';
import type { FakeLink } from './fakeLink.ts';
import { renderPage } from './render.tsx';

/** How often what is on the screen was read. */
export const loads = vi.fn(() => Promise.resolve(null));

function Probe({ queryKey }: { readonly queryKey: readonly string[] }) {
  useQuery({ queryKey, queryFn: () => loads(), staleTime: Infinity });
  return null;
}

/** Shows what listens on the hub beside something that was read once; ends when both are so far. */
export async function showWatching(link: FakeLink, listener: ReactElement, queryKey: readonly string[], path = '/'): Promise<void> {
  loads.mockClear();
  renderPage(
    <>
      {listener}
      <Probe queryKey={queryKey} />
    </>,
    path,
  );
  await waitFor(() => expect(link.streams).toHaveLength(1));
  await waitFor(() => expect(loads).toHaveBeenCalledTimes(1));
}
