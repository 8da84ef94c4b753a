import { Text, Title } from '@mantine/core';
import { DateTime } from 'luxon';
import { Link } from 'react-router';
import { useLanguage } from '../../words/words';
import type { Slot } from '../data/types';
import { useManagerWords } from '../words';
import { SLOT_SIGNS, byDay, kindOf } from './slotKind';

interface WeekGridProps {
  days: readonly DateTime[];
  slots: readonly Slot[];
  nameOf: (id: string | null) => string;
}

/** A week of slots side by side; what was opened leads to its check. */
export function WeekGrid({ days, slots, nameOf }: WeekGridProps) {
  const t = useManagerWords();
  const language = useLanguage();
  const found = byDay(slots);
  const today = DateTime.now().setZone(days[0]?.zone).toISODate();
  return (
    <div className="m-week">
      {days.map((day) => {
        const iso = day.toISODate() ?? '';
        const title = day.setLocale(language).toFormat('ccc d');
        return (
          <section key={iso} aria-label={title} {...(iso === today && { 'data-today': true })}>
            <Title order={3} size="h6">
              {title}
            </Title>
            {!found.has(iso) && (
              <Text size="sm" c="dimmed">
                {t('common.none')}
              </Text>
            )}
            <ul className="m-list">
              {found.get(iso)?.map((slot) => (
                <li key={`${slot.slot_at} ${slot.executor_id}`}>
                  <WeekSlot slot={slot} name={slot.executor_id ? nameOf(slot.executor_id) : ''} />
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

function WeekSlot({ slot, name }: { slot: Slot; name: string }) {
  const t = useManagerWords();
  const kind = kindOf(slot);
  const words = [
    t(`schedules.slot_status.${kind}`),
    slot.cause && t(`schedules.cause.${slot.cause}`),
    name,
  ].filter(Boolean);
  const shown = (
    <>
      <span className="m-mark" data-kind={kind}>
        <span aria-hidden="true">{SLOT_SIGNS[kind]}</span> {slot.local.slice(11)}
      </span>
      <span className="m-week-words">{words.join(', ')}</span>
    </>
  );
  return slot.check_id ? (
    <Link to={`/checks/${slot.check_id}`} className="m-week-slot">
      {shown}
    </Link>
  ) : (
    <span className="m-week-slot">{shown}</span>
  );
}
