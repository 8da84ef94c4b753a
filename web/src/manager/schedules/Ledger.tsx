import './calendar.css';
import { Button, Group, SegmentedControl, Text, Title } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { DateTime } from 'luxon';
import { useWhileDown } from '../../api/liveState';
import { Loading } from '../../parts/Loading';
import { Problem } from '../../parts/Problem';
import { useLanguage } from '../../words/words';
import { everyOf, usePeople } from '../data/lookups';
import type { Schedule, Slot } from '../data/types';
import { useFilters } from '../data/useFilters';
import { useManagerWords } from '../words';
import { LedgerDay } from './LedgerDay';
import { MonthGrid } from './MonthGrid';
import { SLOT_KINDS, SLOT_SIGNS, byDay } from './slotKind';
import { SLOT_VIEWS, type SlotView, daysOf, slotRange } from './slotRange';
import { WeekGrid } from './WeekGrid';

const EVERY_MS = 10_000;

const MONTH_TAIL_DAYS = 10;

function rangeText(view: SlotView, { from, to }: { from: DateTime; to: DateTime }, language: string): string {
  if (view === 'month') return to.minus({ days: MONTH_TAIL_DAYS }).setLocale(language).toFormat('LLLL yyyy');
  const words = [from, to.minus({ days: 1 })].map((day) => day.setLocale(language).toFormat('d MMMM'));
  return words.join(' — ');
}

/** What was planned and what became of it: day by day, or as a calendar. What is shown stands in the address. */
export function Ledger({ schedule }: { schedule: Schedule }) {
  const t = useManagerWords();
  const language = useLanguage();
  const { values, set } = useFilters(['view', 'shift', 'day'] as const);
  const view = SLOT_VIEWS.find((one) => one === values.view) ?? 'list';
  const shift = Number.parseInt(values.shift, 10) || 0;
  const range = slotRange(view, shift, schedule.time_zone);
  const { data: people = [] } = usePeople();
  const { data, error, refetch, isPlaceholderData } = useQuery({
    queryKey: ['schedule', schedule.id, 'slots', view, shift],
    queryFn: () =>
      everyOf<Slot>(`/schedules/${schedule.id}/slots`, {
        from: range.from.toUTC().toISO() ?? '',
        to: range.to.toUTC().toISO() ?? '',
      }),
    refetchInterval: useWhileDown(EVERY_MS),
    placeholderData: keepPreviousData,
  });
  const nameOf = (id: string | null) => people.find((one) => one.id === id)?.full_name ?? t('common.none');
  const move = (to: number) => set({ shift: to === 0 ? '' : String(to), day: '' });
  const slots = data ?? [];
  return (
    <section className="m-page" aria-labelledby="ledger" aria-busy={isPlaceholderData}>
      <div className="m-head">
        <div>
          <Title order={2} size="h3" id="ledger">
            {t('schedules.ledger')}
          </Title>
          <Text size="sm" c="dimmed">
            {view === 'list' ? t('schedules.ledger_hint') : rangeText(view, range, language)}
          </Text>
        </div>
        <Group gap="xs" className="m-acts">
          <SegmentedControl
            aria-label={t('schedules.view')}
            value={view}
            onChange={(to) => set({ view: to === 'list' ? '' : (to as SlotView), shift: '', day: '' })}
            data={SLOT_VIEWS.map((one) => ({ value: one, label: t(`schedules.views.${one}`) }))}
          />
          <Button variant="default" onClick={() => move(shift - 1)}>
            {t('schedules.earlier')}
          </Button>
          <Button variant="default" disabled={shift === 0} onClick={() => move(0)}>
            {t('schedules.this_week')}
          </Button>
          <Button variant="default" onClick={() => move(shift + 1)}>
            {t('schedules.later')}
          </Button>
        </Group>
      </div>
      {error ? <Problem error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error && <Loading />}
      {view !== 'list' && (
        <Group gap="md">
          {SLOT_KINDS.map((kind) => (
            <Text key={kind} size="sm">
              <span className="m-mark" data-kind={kind} aria-hidden="true">
                {SLOT_SIGNS[kind]}
              </span>{' '}
              {t(`schedules.slot_status.${kind}`)}
            </Text>
          ))}
        </Group>
      )}
      {data && view === 'month' && (
        <>
          <MonthGrid
            days={daysOf(range)}
            month={range.month ?? 0}
            slots={slots}
            picked={values.day}
            onPick={(day) => set({ day })}
          />
          {values.day && (
            <LedgerDay day={values.day} slots={byDay(slots).get(values.day) ?? []} nameOf={nameOf} />
          )}
        </>
      )}
      {data && view === 'week' && <WeekGrid days={daysOf(range)} slots={slots} nameOf={nameOf} />}
      {view === 'list' && data?.length === 0 && <Text c="dimmed">{t('schedules.no_slots')}</Text>}
      {view === 'list' &&
        [...byDay(slots)].map(([day, ofDay]) => (
          <LedgerDay key={day} day={day} slots={ofDay} nameOf={nameOf} />
        ))}
    </section>
  );
}
