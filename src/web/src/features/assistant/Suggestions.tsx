import { Button, Stack, Text } from '@mantine/core';

interface SuggestionsProps {
  readonly questions: readonly string[];
  readonly onAsk: (question: string) => void;
}

/** What one could ask, for an empty conversation. */
export function Suggestions({ questions, onAsk }: SuggestionsProps) {
  return (
    <Stack gap="xs" align="stretch" maw={520} mx="auto" my="auto" w="100%">
      <Text fw={600} ta="center">
        What would you like to know?
      </Text>
      {questions.map((question) => (
        <Button
          key={question}
          variant="default"
          justify="flex-start"
          h="auto"
          py="xs"
          styles={{ label: { whiteSpace: 'normal', textAlign: 'start', lineHeight: 1.4 } }}
          onClick={() => onAsk(question)}
        >
          {question}
        </Button>
      ))}
    </Stack>
  );
}
