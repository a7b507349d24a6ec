import { useLocation } from 'react-router';
import { type ActivityAddress, withActivity } from './activityAddress.ts';

/** Makes the address that opens an activity over the page one is on. */
export function useActivityLink(): (address: ActivityAddress) => { search: string } {
  const { search } = useLocation();
  return (address) => ({ search: withActivity(search, address) });
}
