import { Button, Fieldset, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { placeOf } from '../../words/language';
import { useLanguage } from '../../words/words';
import { useAdminWords } from '../adminWords';

interface DateListProps {
  legend: string;
  dates: readonly string[];
  onChange: (dates: string[]) => void;
  error?: string | undefined;
}

/** Days of the year that are unlike their day of the week; the latest year first, as it is what one adds to. */
export function DateList({ legend, dates, onChange, error }: DateListProps) {
  const t = useAdminWords();
  const spoken = useLanguage();
  const [date, setDate] = useState('');
  const years = [...new Set(dates.map((one) => one.slice(0, 4)))].sort().reverse();
  const format = new Intl.DateTimeFormat(placeOf(spoken), {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  });
  const text = (one: string) => format.format(new Date(`${one}T00:00:00Z`));
  const add = () => {
    if (date && !dates.includes(date)) onChange([...dates, date]);
    setDate('');
  };
  return (
    <Fieldset legend={legend}>
      <div className="m-beside">
        <TextInput
          type="date"
          label={t('places.date')}
          value={date}
          onChange={({ currentTarget }) => setDate(currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            add();
          }}
        />
        <Button variant="default" disabled={date === ''} onClick={add}>
          {t('places.add_date')}
        </Button>
      </div>
      {dates.length === 0 && (
        <Text size="sm" c="dimmed" mt="xs">
          {t('places.no_dates')}
        </Text>
      )}
      {years.map((year) => (
        <div key={year}>
          <Text size="sm" c="dimmed" mt="xs">
            {year}
          </Text>
          <div className="m-dates">
            {dates
              .filter((one) => one.startsWith(year))
              .sort()
              .map((one) => (
                <Button
                  key={one}
                  variant="default"
                  size="compact-sm"
                  mih={44}
                  aria-label={t('places.remove_date', { date: `${text(one)} ${year}` })}
                  onClick={() => onChange(dates.filter((other) => other !== one))}
                >
                  {text(one)} ✕
                </Button>
              ))}
          </div>
        </div>
      ))}
      {error && (
        <Text c="var(--late)" role="alert">
          {error}
        </Text>
      )}
    </Fieldset>
  );
}
