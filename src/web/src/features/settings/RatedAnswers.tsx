import { Button, Stack, Text, Title } from '@mantine/core';

/** Takes what users thought of their answers out, for evals. For administrators. */
export function RatedAnswers() {
  return (
    <Stack component="section" gap="xs" maw={720} aria-labelledby="rated-title">
      <Title order={2} size="h4" id="rated-title">
        Rated answers
      </Title>
      <Text size="sm" c="dimmed">
        Answers that users gave a thumb, with question, sources, reason, model and prompt, one JSON document a line; without the names of who asked. They hold what
        stands in your deals.
      </Text>
      <Button component="a" href="/api/feedback/export" download="feedback.jsonl" variant="default" w="fit-content">
        Download the rated answers
      </Button>
    </Stack>
  );
}
