import { Paper, Text } from '@mantine/core';
import { type ReactNode, useId } from 'react';

/** A titled part of the deal page. */
export function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const id = useId();
  return (
    <Paper component="section" withBorder p="md" aria-labelledby={id}>
      <Text component="h2" id={id} size="md" fw={650} m={0} mb="xs">
        {title}
      </Text>
      {children}
    </Paper>
  );
}
