import { Button, Code, Group, Stack, Text } from '@mantine/core';
import type { Person } from '../../api/types.ts';
import { formatTime } from '../../lib/format.ts';
import { CopyText } from '../../ui/CopyText.tsx';
import { useSignInLink } from './peopleQueries.ts';

/** Makes a link that signs somebody in once. */
export function SignInLink({ person }: { readonly person: Person }) {
  const link = useSignInLink();
  if (!link.isSuccess) {
    return (
      <Stack gap={4} align="flex-start">
        <Button
          size="xs"
          variant="default"
          aria-label={`Create sign-in link for ${person.name}`}
          loading={link.isPending}
          onClick={() => link.mutate(person.id)}
        >
          Create sign-in link
        </Button>
        {link.isError && (
          <Text size="xs" c="var(--mantine-color-error)" role="alert">
            {link.error.message}
          </Text>
        )}
      </Stack>
    );
  }
  return (
    <Stack gap={4}>
      <Group gap="xs" wrap="nowrap">
        <Code style={{ overflowWrap: 'anywhere' }}>{link.data.url}</Code>
        <CopyText text={link.data.url} />
      </Group>
      <Text size="xs" c="dimmed">
        Works once, until {formatTime(link.data.expiresAt)}. Give it to {person.name} alone.
      </Text>
    </Stack>
  );
}
