import { Link, useLocation } from 'react-router';
import type { Source } from '../api/types.ts';
import { sourceTarget } from './sourceTarget.ts';
import classes from './Answer.module.css';

/** A small raised number that opens what a sentence stands on. */
export function Citation({ source }: { readonly source: Source }) {
  const { search } = useLocation();
  const target = sourceTarget(source, search);
  if (target === null) return <sup className={classes.citation}>{source.label}</sup>;
  return (
    <sup className={classes.citation}>
      <Link to={target} aria-label={`Source ${source.label}: ${source.title}`} title={source.quote ?? source.title}>
        {source.label}
      </Link>
    </sup>
  );
}
