import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './Answer.module.css';

interface UnsupportedMarkProps {
  readonly why: string;
  readonly tabIndex: number | undefined;
  readonly children: ReactNode;
}

/** Words that stand on nothing that was found; the reason shows under the pointer and at the focus. */
export function UnsupportedMark({ why, tabIndex, children }: UnsupportedMarkProps) {
  return (
    <Tooltip label={`Not supported: ${why}`} events={{ hover: true, focus: true, touch: true }} multiline maw={320} withArrow>
      <mark className={classes.unsupported} tabIndex={tabIndex}>
        {children}
      </mark>
    </Tooltip>
  );
}
