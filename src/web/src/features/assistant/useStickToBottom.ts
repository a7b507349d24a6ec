import { useCallback, useRef } from 'react';

/** Nearer to the end than this counts as being there. */
const nearby = 60;

/** Keeps a scrolled box at its end while its content grows, unless the reader has scrolled up to read. */
export function useStickToBottom() {
  const atEnd = useRef(true);
  const attach = useCallback((box: HTMLElement | null) => {
    if (box === null) return;
    let lastTop = box.scrollTop;
    const onScroll = () => {
      // Content that grew since the last scroll makes the end look far; only scrolling up is the reader's doing.
      if (box.scrollHeight - box.scrollTop - box.clientHeight < nearby) atEnd.current = true;
      else if (box.scrollTop < lastTop) atEnd.current = false;
      lastTop = box.scrollTop;
    };
    const observer = new ResizeObserver(() => {
      if (atEnd.current) box.scrollTop = box.scrollHeight;
    });
    box.addEventListener('scroll', onScroll, { passive: true });
    for (const child of box.children) observer.observe(child);
    observer.observe(box);
    return () => {
      box.removeEventListener('scroll', onScroll);
      observer.disconnect();
    };
  }, []);
  const goToEnd = useCallback(() => {
    atEnd.current = true;
  }, []);
  return { attach, goToEnd };
}
