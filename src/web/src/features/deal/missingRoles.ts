import type { DealDetail } from '../../api/types.ts';

type People = DealDetail['people'];

/** Without these two few deals are won: the one who owns the money, or decides about it, and the one who sells for us inside. */
export function missingRoles(people: People): readonly ('economicBuyer' | 'champion')[] {
  const here = people.filter(({ leftOn }) => leftOn === null).map(({ role }) => role);
  return [
    ...(here.includes('economicBuyer') || here.includes('decisionMaker') ? [] : (['economicBuyer'] as const)),
    ...(here.includes('champion') ? [] : (['champion'] as const)),
  ];
}
