import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { render, type RenderResult } from '@testing-library/react';
import type { ReactElement } from 'react';
import { createMemoryRouter, type RouteObject, RouterProvider } from 'react-router';
import { createQueryClient } from '../app/queryClient.ts';
import { theme } from '../ui/theme.ts';

interface Rendered extends RenderResult {
  /** The page's path with its query. */
  readonly path: () => string;
}

/** Shows routes as the application would, without its frame. */
export function renderRoutes(routes: RouteObject[], at: string): Rendered {
  const router = createMemoryRouter(routes, { initialEntries: [at] });
  const rendered = render(
    <MantineProvider theme={theme} env="test">
      <QueryClientProvider client={createQueryClient()}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>,
  );
  const path = () => router.state.location.pathname + router.state.location.search;
  return { ...rendered, path };
}

export const renderPage = (element: ReactElement, at = '/'): Rendered => renderRoutes([{ path: '*', element }], at);
