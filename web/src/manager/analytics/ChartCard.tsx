import { Text, Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import { useManagerWords } from '../words';

interface ChartCardProps {
  title: string;
  text: string;
  /** Drawn for the eye: those who do not see it have the table. */
  chart: ReactNode;
  table: ReactNode;
}

/** A chart with its table. */
export function ChartCard({ title, text, chart, table }: ChartCardProps) {
  const t = useManagerWords();
  const id = useId();
  return (
    <section className="m-card" aria-labelledby={id}>
      <div>
        <Title order={2} size="h4" id={id}>
          {title}
        </Title>
        <Text size="sm" c="dimmed">
          {text}
        </Text>
      </div>
      {chart}
      <details>
        <summary style={{ minHeight: 44, display: 'list-item', lineHeight: '44px', cursor: 'pointer' }}>
          {t('analytics.table')}
        </summary>
        <div className="m-scroll">{table}</div>
      </details>
    </section>
  );
}
