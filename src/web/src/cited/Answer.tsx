import { Text } from '@mantine/core';
import { memo, useMemo } from 'react';
import Markdown, { type Components } from 'react-markdown';
import { Link } from 'react-router';
import remarkGfm from 'remark-gfm';
import type { Source } from '../api/types.ts';
import { internalPath } from '../lib/paths.ts';
import { Citation } from './Citation.tsx';
import { ExternalLink } from './ExternalLink.tsx';
import { remarkCitations } from './remarkCitations.ts';
import { remarkUnsupported, type UnsupportedSpan } from './remarkUnsupported.ts';
import { UnsupportedMark } from './UnsupportedMark.tsx';
import classes from './Answer.module.css';

const headings = {
  3: { h1: 'h3', h2: 'h4', h3: 'h5' },
  4: { h1: 'h4', h2: 'h5', h3: 'h6' },
} as const;

type TopHeading = keyof typeof headings;

/** Nothing of an answer is loaded from anywhere: pictures become their description, raw HTML stays text. */
function componentsFor(sources: readonly Source[], top: TopHeading): Components {
  return {
    ...headings[top],
    h4: 'h6',
    h5: 'h6',
    cite: ({ children }) => {
      const source = sources.find((known) => known.label === children);
      return source === undefined ? <>[{children}]</> : <Citation source={source} />;
    },
    a: ({ href, children }) => {
      if (href === undefined || /^(#|mailto:|$)/.test(href)) return <>{children}</>;
      const own = internalPath(href);
      return own === null ? <ExternalLink href={href}>{children}</ExternalLink> : <Link to={own}>{children}</Link>;
    },
    mark: ({ title, tabIndex, children }) => (
      <UnsupportedMark why={title ?? ''} tabIndex={tabIndex}>
        {children}
      </UnsupportedMark>
    ),
    img: ({ alt }) => (
      <Text span c="dimmed" inherit>
        [picture{alt === undefined || alt === '' ? '' : `: ${alt}`}]
      </Text>
    ),
    table: ({ children }) => (
      // Focusable, so that a wide table can be scrolled by keyboard.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      <div className={classes.table} role="region" aria-label="Table" tabIndex={0}>
        <table>{children}</table>
      </div>
    ),
  };
}

export interface AnswerProps {
  readonly text: string;
  readonly sources: readonly Source[];
  /** What of the text stands on nothing that was found; the same list from draw to draw. */
  readonly unsupported?: readonly UnsupportedSpan[];
  /** Level of its largest headings: below a question that is one of level 3, or below the title of a dialog. */
  readonly top?: TopHeading;
}

const nothing: readonly UnsupportedSpan[] = [];

/** An answer in Markdown with its citations. */
export const Answer = memo(function Answer({ text, sources, unsupported = nothing, top = 4 }: AnswerProps) {
  const components = useMemo(() => componentsFor(sources, top), [sources, top]);
  // The marks go by places in the text, so they come before the citations, which cut it up.
  const plugins = useMemo(
    () => [remarkGfm, () => remarkUnsupported(unsupported), () => remarkCitations(new Set(sources.map((source) => source.label)))],
    [sources, unsupported],
  );
  return (
    <div className={classes.answer}>
      <Markdown remarkPlugins={plugins} components={components}>
        {text}
      </Markdown>
    </div>
  );
});
