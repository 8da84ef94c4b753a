import { Group, Text } from '@mantine/core';

interface LegendItem {
  text: string;
  fill?: string;
  hatched?: boolean;
  /** A line in place of a box. */
  line?: 'full' | 'dashed';
}

/** What the looks of a chart mean. */
export function Legend({ items }: { items: readonly LegendItem[] }) {
  return (
    <Group gap="md" mb={4}>
      {items.map(({ text, fill, hatched, line }) => (
        <Group key={text} gap={6} wrap="nowrap">
          <svg width="24" height="14" aria-hidden="true">
            {line ? (
              <line
                x2="24"
                y1="7"
                y2="7"
                stroke="var(--chart)"
                strokeWidth="2.5"
                {...(line === 'dashed' && { strokeDasharray: '4 3' })}
              />
            ) : (
              <rect width="24" height="14" rx="2" fill={hatched ? 'var(--chart-pale)' : fill} />
            )}
            {hatched &&
              [2, 8, 14, 20].map((x) => (
                <line key={x} x1={x - 4} x2={x + 6} y1="14" y2="0" stroke="var(--chart)" strokeWidth="2" />
              ))}
          </svg>
          <Text size="sm">{text}</Text>
        </Group>
      ))}
    </Group>
  );
}
