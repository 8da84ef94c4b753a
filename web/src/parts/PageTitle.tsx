import { Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';

/** The page's heading, which is the window's title too. */
export function PageTitle({ children }: { children: ReactNode }) {
  useEffect(() => {
    if (typeof children === 'string') document.title = `${children} — Проверка`;
  }, [children]);
  return (
    <Title order={1} size="h2" tabIndex={-1}>
      {children}
    </Title>
  );
}
