import { Button, Group, Select, Stack, Text, Textarea, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { WritingStyle } from '../../api/types.ts';
import { draftLengths, draftTones } from '../../lib/draftWords.ts';
import { Failure } from '../../ui/Failure.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { useSetWritingStyle, writingStyleQuery } from './insightQueries.ts';
import { Outcome } from './Outcome.tsx';

const orNull = (text: string | null | undefined) => (text === undefined || text === null || text.trim() === '' ? null : text);

function StyleFields({ stored }: { readonly stored: WritingStyle }) {
  const [style, setStyle] = useState(stored);
  const save = useSetWritingStyle();
  const change = (part: Partial<WritingStyle>) => {
    save.reset();
    setStyle({ ...style, ...part });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const { tone, length, greeting, signOff } = style;
        save.mutate({ tone, length, greeting: orNull(greeting), signOff: orNull(signOff) });
      }}
    >
      <Stack>
        <Group grow align="flex-start">
          <Select
            label="Tone"
            allowDeselect={false}
            data={[...draftTones]}
            value={style.tone ?? 'plain'}
            onChange={(tone) => change({ tone })}
          />
          <Select
            label="Length"
            allowDeselect={false}
            data={[...draftLengths]}
            value={style.length ?? 'normal'}
            onChange={(length) => change({ length })}
          />
        </Group>
        <TextInput
          label="Greeting"
          description="{name} stands for the name. Empty for the greeting of the tone."
          value={style.greeting ?? ''}
          onChange={(event) => change({ greeting: event.currentTarget.value })}
        />
        <Textarea
          label="Sign-off"
          description="Your name is added below it unless it is in it. Empty for the sign-off of the tone."
          autosize
          minRows={2}
          value={style.signOff ?? ''}
          onChange={(event) => change({ signOff: event.currentTarget.value })}
        />
        <Outcome change={save} done="Your writing style is saved." />
        <Button type="submit" w="fit-content" loading={save.isPending}>
          Save the writing style
        </Button>
      </Stack>
    </form>
  );
}

/** How drafts of the user sound. */
export function WritingStyleForm() {
  const style = useQuery(writingStyleQuery);
  return (
    <Stack component="section" gap="sm" maw={520}>
      <Title order={2} size="h4">
        Writing style
      </Title>
      <Text size="sm" c="dimmed">
        Drafts of follow-ups are written like this, for you alone.
      </Text>
      {style.isPending && <Loading label="Loading the writing style" />}
      {style.isError && <Failure title="The writing style could not be loaded" error={style.error} onRetry={() => void style.refetch()} />}
      {style.data && <StyleFields stored={style.data} />}
    </Stack>
  );
}
