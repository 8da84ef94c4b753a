import { Fieldset, TextInput, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client';
import { fieldFaults } from '../data/fieldFaults';
import type { Calendar } from '../data/types';
import { ActDialog } from '../parts/ActDialog';
import { useManagerWords } from '../words';
import { DAYS, shiftsOf, shiftsText } from './shiftsText';

type Week = Record<(typeof DAYS)[number], string>;
const WORKDAY = '08:00-17:00';

const datesOf = (text: string) => text.split(/[\s,;]+/).filter(Boolean);

/** A day off is left out. */
const weekOf = (week: Week) =>
  Object.fromEntries(
    DAYS.flatMap((day) => {
      const shifts = shiftsOf(week[day]) ?? [];
      return shifts.length > 0 ? [[day, shifts]] : [];
    }),
  );

/** Makes a calendar, or changes one: shifts by the day of the week, holidays by date. */
export function CalendarDialog({ calendar, onClose }: { calendar?: Calendar; onClose: () => void }) {
  const t = useManagerWords();
  const queries = useQueryClient();
  const [name, setName] = useState(calendar?.name ?? '');
  const [weekBefore] = useState(
    () =>
      Object.fromEntries(
        DAYS.map((day) => [
          day,
          calendar ? shiftsText(calendar.week[day]) : day === 'sat' || day === 'sun' ? '' : WORKDAY,
        ]),
      ) as Week,
  );
  const [week, setWeek] = useState(weekBefore);
  const [holidays, setHolidays] = useState(calendar?.holidays.join('\n') ?? '');
  const [workingDays, setWorkingDays] = useState(calendar?.working_days.join('\n') ?? '');
  const isWritten = DAYS.every((day) => shiftsOf(week[day]) !== undefined);
  const save = async () => {
    const body = {
      name,
      ...((!calendar || DAYS.some((day) => week[day] !== weekBefore[day])) && { week: weekOf(week) }),
      holidays: datesOf(holidays),
      working_days: datesOf(workingDays),
    };
    if (calendar) await api.patch(`/calendars/${calendar.id}`, body);
    else await api.post('/calendars/', body);
    await queries.invalidateQueries({ queryKey: ['lookup', 'calendars'] });
  };
  return (
    <ActDialog
      opened
      onClose={onClose}
      title={t(calendar ? 'places.edit_calendar' : 'places.create_calendar')}
      submit={t('common.save')}
      told={t('common.saved')}
      isReady={name.trim() !== '' && isWritten}
      act={save}
    >
      {(error) => {
        const faults = fieldFaults(error);
        return (
          <>
            <TextInput
              label={t('common.name')}
              value={name}
              maxLength={200}
              onChange={({ currentTarget }) => setName(currentTarget.value)}
              error={faults.name}
              required
            />
            <Fieldset legend={t('places.week')}>
              {DAYS.map((day) => (
                <TextInput
                  key={day}
                  label={t(`places.days.${day}`)}
                  value={week[day]}
                  placeholder={t('places.day_off')}
                  mt={6}
                  onChange={({ currentTarget }) =>
                    setWeek((before) => ({ ...before, [day]: currentTarget.value }))
                  }
                  error={shiftsOf(week[day]) === undefined && t('places.shift_bad')}
                  {...(day === 'mon' && { description: t('places.shift_hint') })}
                />
              ))}
            </Fieldset>
            <Textarea
              label={t('places.holidays')}
              description={t('places.holidays_hint')}
              value={holidays}
              autosize
              minRows={3}
              maxRows={10}
              onChange={({ currentTarget }) => setHolidays(currentTarget.value)}
              error={faults.holidays}
            />
            <Textarea
              label={t('places.working_days')}
              description={t('places.holidays_hint')}
              value={workingDays}
              autosize
              minRows={2}
              maxRows={10}
              onChange={({ currentTarget }) => setWorkingDays(currentTarget.value)}
              error={faults.working_days}
            />
          </>
        );
      }}
    </ActDialog>
  );
}
