import type { Source } from '../api/types.ts';
import { withActivity, withMaterial } from '../lib/activityAddress.ts';
import { paths } from '../lib/paths.ts';

/** Where a source opens: an activity or material over the page one is on, a deal on its own page; null when it is nowhere to be shown. */
export function sourceTarget(source: Source, search: string): { search: string } | string | null {
  if (source.activityId !== null) {
    return { search: withActivity(search, { activityId: source.activityId, start: source.start, quote: source.quote }) };
  }
  if (source.materialId) {
    return { search: withMaterial(search, { materialId: source.materialId, start: source.start, quote: source.quote }) };
  }
  return source.dealId === null ? null : paths.deal(source.dealId);
}
