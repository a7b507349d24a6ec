import { useEffect, useState } from 'react';
import { readStored, writeStored } from '../../lib/stored.ts';
import { visitNow, writeVisits } from './visits.ts';

const name = 'today-visit';

/** Since when what happened is new to this device; coming back soon changes nothing. */
export function useVisit(): string {
  const [visit] = useState(() => visitNow(readStored(name), new Date()));
  useEffect(() => writeStored(name, writeVisits(visit)), [visit]);
  return visit.since;
}
