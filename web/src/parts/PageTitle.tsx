import { Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { useWords } from '../words/words';

/** The page's heading, which is the window's title too. */
export function PageTitle({ children }: { children: ReactNode }) {
  const product = useWords()('product');
  useEffect(() => {
    if (typeof children === 'string') document.title = `${children} — ${product}`;
  }, [children, product]);
  return (
    <Title order={1} size="h2" tabIndex={-1}>
      {children}
    </Title>
  );
}
