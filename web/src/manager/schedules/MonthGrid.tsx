import { DateTime } from 'luxon';
import { useLanguage } from '../../words/words';
import type { Slot } from '../data/types';
import { useManagerWords } from '../words';
import { SLOT_KINDS, SLOT_SIGNS, byDay, kindOf } from './slotKind';

interface MonthGridProps {
  days: readonly DateTime[];
  /** 1 to 12: days of other months are pale. */
  month: number;
  slots: readonly Slot[];
  picked: string;
  onPick: (day: string) => void;
}

/** A month of slots; a day tells how many of each kind, and opens when it is pressed. */
export function MonthGrid({ days, month, slots, picked, onPick }: MonthGridProps) {
  const t = useManagerWords();
  const language = useLanguage();
  const found = byDay(slots);
  const weeks = Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7));
  const today = DateTime.now().setZone(days[0]?.zone).toISODate();
  return (
    <table className="m-month">
      <thead>
        <tr>
          {weeks[0]?.map((day) => (
            <th key={day.weekday} scope="col">
              <abbr title={day.setLocale(language).toFormat('cccc')}>
                {day.setLocale(language).toFormat('ccc')}
              </abbr>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]?.toISODate()}>
            {week.map((day) => {
              const iso = day.toISODate() ?? '';
              const counts = SLOT_KINDS.map((kind) => ({
                kind,
                count: (found.get(iso) ?? []).filter((slot) => kindOf(slot) === kind).length,
              })).filter(({ count }) => count > 0);
              const words = counts.map(
                ({ kind, count }) => `${t(`schedules.slot_status.${kind}`).toLowerCase()}: ${count}`,
              );
              const date = day.setLocale(language).toFormat('d MMMM');
              return (
                <td
                  key={iso}
                  {...(day.month !== month && { 'data-beside': true })}
                  {...(iso === today && { 'data-today': true })}
                >
                  <button
                    type="button"
                    aria-pressed={iso === picked}
                    aria-label={[date, ...words].join(', ')}
                    title={words.join(', ')}
                    onClick={() => onPick(iso === picked ? '' : iso)}
                  >
                    <span className="m-month-day">{day.day}</span>
                    {counts.map(({ kind, count }) => (
                      <span key={kind} className="m-mark" data-kind={kind}>
                        {SLOT_SIGNS[kind]} {count}
                      </span>
                    ))}
                  </button>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
