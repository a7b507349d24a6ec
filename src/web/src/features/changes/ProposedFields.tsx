import { VisuallyHidden } from '@mantine/core';
import type { ProposalField } from '../../api/types.ts';
import classes from './Proposal.module.css';

/** What would change: each field as it was and as it would be. */
export function ProposedFields({ fields }: { readonly fields: readonly ProposalField[] }) {
  return (
    <dl className={classes.change}>
      {fields.map(({ field, label, before, after, beforeShown, afterShown }) => (
        <div key={field} style={{ display: 'contents' }}>
          <dt>{label}</dt>
          <dd>
            {before !== null && (
              <>
                <VisuallyHidden>from </VisuallyHidden>
                <span className={classes.before}>{beforeShown ?? before}</span>
                <span aria-hidden> → </span>
                <VisuallyHidden> to </VisuallyHidden>
              </>
            )}
            <span className={classes.after}>{afterShown ?? after ?? 'empty'}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
