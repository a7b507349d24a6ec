import { queryOptions } from '@tanstack/react-query';
import { get } from './http.ts';
import type { InsightSettings } from './types.ts';

/** Where the team's choices about the reading of deals are on the server. */
export const insightSettingsAt = '/api/settings/insight';

export const insightSettingsQuery = queryOptions({
  queryKey: ['settings', 'insight'],
  queryFn: ({ signal }) => get<InsightSettings>(insightSettingsAt, signal),
});
