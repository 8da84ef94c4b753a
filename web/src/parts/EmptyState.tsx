import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';

interface EmptyStateProps {
  title: string;
  /** What to do now. */
  text?: string | undefined;
  children?: ReactNode;
}

export function EmptyState({ title, text, children }: EmptyStateProps) {
  return (
    <Stack align="center" py="xl" ta="center" gap="xs">
      <Text fw={600} size="lg">
        {title}
      </Text>
      {text && <Text c="dimmed">{text}</Text>}
      {children}
    </Stack>
  );
}
