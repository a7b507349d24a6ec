import type { Me } from '../api/types.ts';
import type { QuickAction } from '../features/search/quickFind.ts';
import { paths } from '../lib/paths.ts';
import { placesOf } from './places.ts';
import { mayOpen, settingsPlaces } from './settingsPlaces.ts';

/** What the search of every page can lead to by name. */
export const quickActions = (me: Me): readonly QuickAction[] => [
  ...placesOf(me).map(({ label, to }) => ({ label: `Go to ${label}`, to })),
  { label: 'Go to Pipeline as a list', to: paths.pipeline({ view: 'list' }) },
  ...settingsPlaces
    .filter((place) => mayOpen(me, place))
    .map(({ key, label }, index) => ({ label: `Settings: ${label}`, to: index === 0 ? paths.settings : paths.settingsOf(key) })),
];
