import type { Me } from '../api/types.ts';

/** The sections of the settings by their names in the address; the first one is shown without a name. Apart from what they show, since the frame of every page names them. */
export const settingsPlaces = [
  { key: 'you', label: 'You', adminsOnly: false },
  { key: 'reading', label: 'Reading of deals', adminsOnly: false },
  { key: 'pipelines', label: 'Pipelines', adminsOnly: false },
  { key: 'prices', label: 'Price book', adminsOnly: false },
  { key: 'delivery', label: 'Delivery', adminsOnly: false },
  { key: 'approvals', label: 'Approvals', adminsOnly: false },
  { key: 'material', label: 'Material', adminsOnly: false },
  { key: 'models', label: 'Models', adminsOnly: true },
  { key: 'people', label: 'People', adminsOnly: true },
] as const;

export type SettingsPlace = (typeof settingsPlaces)[number];

export const mayOpen = (me: Me, { adminsOnly }: SettingsPlace): boolean => !adminsOnly || me.role === 'admin';
