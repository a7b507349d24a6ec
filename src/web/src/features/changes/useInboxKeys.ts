import { useHotkeys } from '@mantine/hooks';
import type { RefObject } from 'react';

const cardsOf = (list: HTMLElement | null) => [...(list?.querySelectorAll<HTMLElement>('[data-proposal]') ?? [])];

const currentOf = (list: HTMLElement | null) => document.activeElement?.closest<HTMLElement>('[data-proposal]') ?? cardsOf(list)[0] ?? null;

function show(card: HTMLElement | undefined): void {
  card?.focus();
  card?.scrollIntoView({ block: 'nearest' });
}

/** Goes to the next card that waits, else to the nearest before, else stays at the card. */
export function focusNext(list: HTMLElement | null, id: string): void {
  const cards = cardsOf(list);
  const here = cards.findIndex((card) => card.dataset.proposal === id);
  const waits = (card: HTMLElement) => card.dataset.proposal !== id && card.dataset.state === 'pending';
  show(cards.slice(here + 1).find(waits) ?? cards.slice(0, here).findLast(waits) ?? cards[here]);
}

/** True while letters are typed into something, or something lies over the cards. */
function isBusyElsewhere(): boolean {
  const here = document.activeElement;
  return here !== null && here.closest('[role="dialog"], [role="menu"], textarea, select, input:not([type="radio"], [type="checkbox"])') !== null;
}

/** The keys of the inbox. They press what a card offers, so they can do nothing that is not to be seen. */
export function useInboxKeys(list: RefObject<HTMLElement | null>, onHelp: () => void): void {
  const move = (step: number) => () => {
    const cards = cardsOf(list.current);
    const here = cards.findIndex((card) => card.contains(document.activeElement));
    show(here < 0 ? cards[0] : cards[Math.min(Math.max(here + step, 0), cards.length - 1)]);
  };
  const press = (action: string) => () => currentOf(list.current)?.querySelector<HTMLElement>(`[data-action="${action}"]`)?.click();
  const undo = () => {
    const last = cardsOf(list.current).findLast((card) => card.querySelector('[data-action="undo"]'));
    const here = currentOf(list.current)?.querySelector<HTMLElement>('[data-action="undo"]');
    (here ?? last?.querySelector<HTMLElement>('[data-action="undo"]'))?.click();
  };
  const keys: [string, (event: KeyboardEvent) => void][] = [
    ['j', move(1)],
    ['k', move(-1)],
    ['a', press('approve')],
    ['r', press('reject')],
    ['shift+R', press('reason')],
    ['e', press('edit')],
    ['u', undo],
    ['shift+?', onHelp],
    ['?', onHelp],
    [
      'Enter',
      ({ target }) => {
        // On a button or a link the key is theirs.
        if (target instanceof HTMLElement && target.dataset.proposal !== undefined) press('open')();
      },
    ],
  ];
  useHotkeys(
    keys.map(([key, act]) => [
      key,
      (event) => {
        if (isBusyElsewhere()) return;
        if (key !== 'Enter') event.preventDefault();
        act(event);
      },
      { preventDefault: false },
    ]),
    [],
  );
}
