import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Failure } from '../../ui/Failure.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { DocumentField } from './DocumentField.tsx';
import { documentQuery, summaryTemplateAt } from './insightQueries.ts';
import { Outcome } from './Outcome.tsx';
import { useDocument } from './useDocument.ts';

function TemplateForm({ stored }: { readonly stored: unknown }) {
  const { text, problem, change, edit, save, remove } = useDocument(stored);
  const done = change.variables?.document === null ? 'The template of the product holds again.' : 'The template is saved.';
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save(summaryTemplateAt);
      }}
    >
      <Stack>
        <DocumentField
          label="Template"
          description="JSON with a name and sections, each with a key, a title and what it gathers"
          placeholder="The template of the product holds."
          text={text}
          problem={problem}
          onChange={edit}
        />
        {problem === null && <Outcome change={change} done={done} />}
        <Group gap="xs">
          <Button type="submit" loading={change.isPending}>
            Save the template
          </Button>
          {stored !== null && (
            <Button variant="default" disabled={change.isPending} onClick={() => remove(summaryTemplateAt)}>
              Delete it, use the product’s
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}

/** The sections that summaries of calls have. */
export function SummaryTemplate() {
  const template = useQuery(documentQuery(summaryTemplateAt));
  return (
    <Stack component="section" gap="sm" maw={720}>
      <Title order={2} size="h4">
        Summaries
      </Title>
      <Text size="sm" c="dimmed">
        Summaries have the sections of this template.
      </Text>
      {template.isPending && <Loading label="Loading the template" />}
      {template.isError && <Failure title="The template could not be loaded" error={template.error} onRetry={() => void template.refetch()} />}
      {template.isSuccess && <TemplateForm stored={template.data} />}
    </Stack>
  );
}
