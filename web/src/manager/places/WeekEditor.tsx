import { ActionIcon, Button, Fieldset, Text, TextInput } from '@mantine/core';
import { useAdminWords } from '../adminWords';
import type { Calendar } from '../data/types';
import { useManagerWords } from '../words';
import { DAYS } from './shiftsText';

export type Week = Calendar['week'];
type Shift = NonNullable<Week['mon']>[number];

const FIRST: Shift = { from: '08:00', to: '17:00' };
const WORKDAYS = ['tue', 'wed', 'thu', 'fri'] as const;

interface WeekEditorProps {
  week: Week;
  onChange: (week: Week) => void;
  error?: string | undefined;
}

/** Shifts by day of the week; a day without one is off. */
export function WeekEditor({ week, onChange, error }: WeekEditorProps) {
  const t = useAdminWords();
  const common = useManagerWords();
  const put = (day: (typeof DAYS)[number], shifts: Shift[]) => onChange({ ...week, [day]: shifts });
  return (
    <Fieldset legend={t('places.week')}>
      {DAYS.map((day) => {
        const shifts = week[day] ?? [];
        const name = common(`places.days.${day}`);
        return (
          <div key={day} className="m-day">
            <Text fw={600}>{name}</Text>
            <div className="m-stack" style={{ gap: '0.5rem' }}>
              {shifts.length === 0 && (
                <Text size="sm" c="dimmed">
                  {common('places.day_off')}
                </Text>
              )}
              {shifts.map((shift, index) => (
                <div key={`${day}${index}`} className="m-shift">
                  {(['from', 'to'] as const).map((end) => (
                    <TextInput
                      key={end}
                      type="time"
                      aria-label={t(`places.shift_${end}`, { day: name, number: index + 1 })}
                      value={shift[end] === '24:00' ? '00:00' : shift[end]}
                      onChange={({ currentTarget: { value } }) =>
                        put(
                          day,
                          shifts.map((one, at) => (at === index ? { ...one, [end]: value } : one)),
                        )
                      }
                    />
                  ))}
                  <ActionIcon
                    variant="default"
                    size={44}
                    aria-label={`${t('places.remove_shift')}: ${name}, ${index + 1}`}
                    onClick={() =>
                      put(
                        day,
                        shifts.filter((_, at) => at !== index),
                      )
                    }
                  >
                    ✕
                  </ActionIcon>
                  {shift.from && shift.to && shift.to <= shift.from && (
                    <Text size="sm" c="dimmed">
                      {t('places.overnight')}
                    </Text>
                  )}
                </div>
              ))}
              <div className="m-notice-acts">
                <Button
                  variant="subtle"
                  size="compact-sm"
                  mih={44}
                  aria-label={`${t('places.add_shift')}: ${name}`}
                  onClick={() => put(day, [...shifts, shifts.length === 0 ? FIRST : { from: '', to: '' }])}
                >
                  {t('places.add_shift')}
                </Button>
                {day === 'mon' && (
                  <Button
                    variant="subtle"
                    size="compact-sm"
                    mih={44}
                    onClick={() =>
                      onChange({ ...week, ...Object.fromEntries(WORKDAYS.map((one) => [one, shifts])) })
                    }
                  >
                    {t('places.copy_down')}
                  </Button>
                )}
              </div>
            </div>
          </div>
        );
      })}
      {error && (
        <Text c="var(--late)" role="alert">
          {error}
        </Text>
      )}
    </Fieldset>
  );
}
