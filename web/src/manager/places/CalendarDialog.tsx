import { TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client';
import { fieldFaults } from '../data/fieldFaults';
import type { Calendar } from '../data/types';
import { ActDialog } from '../parts/ActDialog';
import { useManagerWords } from '../words';
import { DateList } from './DateList';
import { type Week, WeekEditor } from './WeekEditor';

const WORKDAY = [{ from: '08:00', to: '17:00' }];
const WORKWEEK: Week = { mon: WORKDAY, tue: WORKDAY, wed: WORKDAY, thu: WORKDAY, fri: WORKDAY };

/** A day off is left out. */
const withoutDaysOff = (week: Week): Week =>
  Object.fromEntries(Object.entries(week).filter(([, shifts]) => shifts && shifts.length > 0));

/** Makes a calendar, or changes one: shifts by the day of the week, holidays by date. */
export function CalendarDialog({ calendar, onClose }: { calendar?: Calendar; onClose: () => void }) {
  const t = useManagerWords();
  const queries = useQueryClient();
  const [name, setName] = useState(calendar?.name ?? '');
  const [week, setWeek] = useState<Week>(calendar?.week ?? WORKWEEK);
  const [holidays, setHolidays] = useState<readonly string[]>(calendar?.holidays ?? []);
  const [workingDays, setWorkingDays] = useState<readonly string[]>(calendar?.working_days ?? []);
  const isWritten = Object.values(week).every(
    (shifts) => shifts?.every(({ from, to }) => from && to) ?? true,
  );
  const save = async () => {
    const body = {
      ...{ name, week: withoutDaysOff(week) },
      ...{ holidays: [...holidays].sort(), working_days: [...workingDays].sort() },
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
      size="lg"
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
            <WeekEditor week={week} onChange={setWeek} error={faults.week} />
            <DateList
              legend={t('places.holidays')}
              dates={holidays}
              onChange={setHolidays}
              error={faults.holidays}
            />
            <DateList
              legend={t('places.working_days')}
              dates={workingDays}
              onChange={setWorkingDays}
              error={faults.working_days}
            />
          </>
        );
      }}
    </ActDialog>
  );
}
