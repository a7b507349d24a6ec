import { Container, Group, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface PageProps {
  readonly title: string;
  readonly size?: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A page with its heading, which is the name of the tab too. */
export function Page({ title, size = 'lg', actions, children }: PageProps) {
  return (
    <Container size={size} px={{ base: 'sm', sm: 'lg' }} py="lg" w="100%">
      <title>{`${title} · Sales assistant`}</title>
      <Group justify="space-between" mb="md" wrap="wrap">
        <Title order={1} size="h2">
          {title}
        </Title>
        {actions}
      </Group>
      {children}
    </Container>
  );
}
