import type { Me } from '../api/types.ts';

/** Imports change everybody's records, so the server takes them from managers and administrators alone. */
export const mayImport = (me: Me): boolean => me.role !== 'rep';

/** Material is read by everybody who sees it, and kept by managers and administrators. */
export const mayChangeMaterial = (me: Me): boolean => me.role !== 'rep';

/** The log of decisions is for those who look after others. */
export const mayReadAudit = (me: Me): boolean => me.role !== 'rep';
