import { Anchor, Group, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import { placeOf } from '../../words/language';
import { useLanguage } from '../../words/words';
import type { Slot } from '../data/types';
import { StateBadge } from '../parts/StateBadge';
import { useManagerWords } from '../words';
import { SLOT_TONES, kindOf } from './slotKind';

interface LedgerDayProps {
  day: string;
  slots: readonly Slot[];
  nameOf: (id: string | null) => string;
}

/** One day's slots, each with what became of it. */
export function LedgerDay({ day, slots, nameOf }: LedgerDayProps) {
  const t = useManagerWords();
  const language = useLanguage();
  const title = new Intl.DateTimeFormat(placeOf(language), {
    ...{ weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' },
  }).format(new Date(`${day}T12:00:00Z`));
  return (
    <section className="m-group" aria-label={title}>
      <header>
        <Title order={3} size="h5">
          {title}
        </Title>
      </header>
      {slots.length === 0 && (
        <Text c="dimmed" className="m-line">
          {t('schedules.no_slots_that_day')}
        </Text>
      )}
      <ul className="m-list">
        {slots.map((slot) => (
          <li key={`${slot.slot_at} ${slot.executor_id}`} className="m-line">
            <Group gap="md" mih={32}>
              <Text fw={600} style={{ fontVariantNumeric: 'tabular-nums' }}>
                {slot.local.slice(11)}
              </Text>
              <StateBadge tone={SLOT_TONES[kindOf(slot)]}>
                {t(`schedules.slot_status.${kindOf(slot)}`)}
              </StateBadge>
              {slot.executor_id && <Text size="sm">{nameOf(slot.executor_id)}</Text>}
              {slot.cause && (
                <Text size="sm" c="dimmed">
                  {t(`schedules.cause.${slot.cause}`)}
                </Text>
              )}
              {slot.check_id && (
                <Anchor component={Link} to={`/checks/${slot.check_id}`} size="sm" py="xs" ml="auto">
                  {t('schedules.to_check')}
                </Anchor>
              )}
            </Group>
          </li>
        ))}
      </ul>
    </section>
  );
}
