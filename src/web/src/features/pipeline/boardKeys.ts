import type { KeyboardCoordinateGetter } from '@dnd-kit/core';

/** Arrows carry a card to the stage beside; where there is none, it stays. */
export const besideStage: KeyboardCoordinateGetter = (event, { context: { droppableRects, collisionRect }, currentCoordinates }) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.code];
  if (step === undefined || collisionRect === null) return undefined;
  event.preventDefault();
  const middle = collisionRect.left + collisionRect.width / 2;
  const lefts = [...droppableRects.values()].map(({ left }) => left).sort((a, b) => a - b);
  const here = lefts.filter((left) => left <= middle).length - 1;
  const target = lefts[here + step];
  const current = lefts[Math.max(0, here)];
  if (target === undefined || current === undefined) return undefined;
  return { x: currentCoordinates.x + target - current, y: currentCoordinates.y };
};
