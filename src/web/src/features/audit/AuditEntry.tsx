import { Anchor, Badge, Group, Paper, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { AuditInfo, ProposalField } from '../../api/types.ts';
import { changeKinds } from '../../lib/changeWords.ts';
import { formatTime } from '../../lib/format.ts';
import { paths } from '../../lib/paths.ts';
import { useActivityLink } from '../../lib/useActivityLink.ts';
import { actionWords } from './auditFilters.ts';
import classes from './AuditEntry.module.css';

const colors = { applied: 'green', undone: 'orange', rejected: 'gray' } as const;

const sayField = ({ label, before, after, beforeShown, afterShown }: ProposalField) =>
  `${label}: ${beforeShown ?? before ?? 'empty'} → ${afterShown ?? after ?? 'empty'}`;

/** One decision: who, when, what, and what it stood on. */
export function AuditEntry({ entry }: { readonly entry: AuditInfo }) {
  const linkTo = useActivityLink();
  const { action, at, by, deal, dealId, kind, fields, reason, comment, edited, model, promptHash, evidence } = entry;
  return (
    <Paper component="li" withBorder p="sm">
      <Group gap="xs" justify="space-between" align="flex-start">
        <Group gap="xs">
          <Badge color={colors[action]} variant="light" radius="sm" c="var(--mantine-color-text)">
            {actionWords[action]}
          </Badge>
          <Text size="sm" fw={650}>
            {changeKinds[kind]}
          </Text>
          {dealId !== null && (
            <Anchor component={Link} to={paths.dealProposals(dealId)} size="sm" underline="always" style={{ overflowWrap: 'anywhere' }}>
              {deal ?? 'The deal'}
            </Anchor>
          )}
        </Group>
        <Text size="sm" c="dimmed">
          {by} · {formatTime(at)}
        </Text>
      </Group>
      <Stack component="ul" gap={2} my={4} mx={0} p={0} style={{ listStyle: 'none' }}>
        {fields.map((field) => (
          <Text component="li" size="sm" key={field.field} style={{ overflowWrap: 'anywhere' }}>
            {sayField(field)}
          </Text>
        ))}
      </Stack>
      <details className={classes.fold}>
        <summary>Why, and who proposed it</summary>
        <Stack gap={4} mt={4}>
          <Text size="sm">{reason}</Text>
          {comment !== null && <Text size="sm">{by} said: “{comment}”</Text>}
          {edited && <Text size="sm">The values were edited before the approval.</Text>}
          <Text size="sm">
            Proposed by: {model === 'person' ? 'a person' : model}
            {promptHash !== null && `, prompt ${promptHash.slice(0, 12)}`}
          </Text>
          {evidence.map((quote) =>
            quote.title === null ? (
              <Text size="sm" c="dimmed" key={`${quote.activityId}:${quote.start}`}>
                A text that is gone.
              </Text>
            ) : (
              <Anchor key={`${quote.activityId}:${quote.start}`} component={Link} size="sm" underline="always" to={linkTo(quote)}>
                “{quote.quote}” · {quote.title}
              </Anchor>
            ),
          )}
        </Stack>
      </details>
    </Paper>
  );
}
