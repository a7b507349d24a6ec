import type { RouteObject } from 'react-router';
import { SignInPage } from '../features/session/SignInPage.tsx';
import { WelcomePage } from '../features/session/WelcomePage.tsx';
import { paths } from '../lib/paths.ts';
import { Loading } from '../ui/Loading.tsx';
import { ErrorPage } from './ErrorPage.tsx';
import { NotFoundPage } from './NotFoundPage.tsx';
import { RequireUser } from './RequireUser.tsx';

/** Each page is a file of its own that is loaded when it is first opened. */
export const routes: RouteObject[] = [
  {
    errorElement: <ErrorPage />,
    hydrateFallbackElement: <Loading label="Loading" />,
    children: [
      { path: paths.welcome, element: <WelcomePage /> },
      { path: '/sign-in', element: <SignInPage /> },
      {
        element: <RequireUser />,
        children: [
          { path: paths.home, lazy: async () => ({ Component: (await import('./TodayRoute.tsx')).TodayRoute }) },
          { path: '/pipeline', lazy: async () => ({ Component: (await import('../features/pipeline/PipelinePage.tsx')).PipelinePage }) },
          {
            path: '/assistant/:conversationId?',
            lazy: async () => ({ Component: (await import('./AssistantRoute.tsx')).AssistantRoute }),
          },
          { path: '/deals', lazy: async () => ({ Component: (await import('../features/deals/DealsPage.tsx')).DealsPage }) },
          { path: '/deals/:dealId', lazy: async () => ({ Component: (await import('./DealRoute.tsx')).DealRoute }) },
          { path: '/approvals', lazy: async () => ({ Component: (await import('../features/changes/ApprovalsPage.tsx')).ApprovalsPage }) },
          { path: '/search', lazy: async () => ({ Component: (await import('../features/search/SearchPage.tsx')).SearchPage }) },
          { path: '/import', lazy: async () => ({ Component: (await import('./ImportRoute.tsx')).ImportRoute }) },
          { path: '/audit', lazy: async () => ({ Component: (await import('./AuditRoute.tsx')).AuditRoute }) },
          { path: '/settings/:section?', lazy: async () => ({ Component: (await import('./SettingsRoute.tsx')).SettingsRoute }) },
          { path: '*', element: <NotFoundPage /> },
        ],
      },
    ],
  },
];
