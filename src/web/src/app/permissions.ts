import type { Me } from '../api/types.ts';

/** Imports change everybody's records, so the server takes them from managers and administrators alone. */
export const mayImport = (me: Me): boolean => me.role !== 'rep';
