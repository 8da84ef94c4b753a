import { Badge } from '@mantine/core';

export type Tone = 'calm' | 'busy' | 'good' | 'bad' | 'idle';

const COLOURS: Record<Tone, { bg: string; c: string }> = {
  calm: { bg: 'var(--tone-calm)', c: 'var(--tone-calm-ink)' },
  busy: { bg: 'var(--tone-busy)', c: 'var(--tone-busy-ink)' },
  good: { bg: 'var(--tone-good)', c: 'var(--tone-good-ink)' },
  bad: { bg: 'var(--tone-bad)', c: 'var(--tone-bad-ink)' },
  idle: { bg: 'var(--tone-idle)', c: 'var(--tone-idle-ink)' },
};

/** A state in a word: the colour only repeats what the word says. */
export function StateBadge({ tone, children }: { tone: Tone; children: string }) {
  const { bg, c } = COLOURS[tone];
  return (
    <Badge
      variant="filled"
      radius="sm"
      tt="none"
      fw={600}
      styles={{ root: { background: bg, color: c }, label: { overflow: 'visible' } }}
      style={{ flexShrink: 0 }}
    >
      {children}
    </Badge>
  );
}
