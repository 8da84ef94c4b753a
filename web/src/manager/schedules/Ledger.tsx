import { Anchor, Button, Group, Text, Title } from '@mantine/core';
import { useWhileDown } from '../../api/liveState';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { Loading } from '../../parts/Loading';
import { Problem } from '../../parts/Problem';
import { useLanguage } from '../../words/words';
import { everyOf, usePeople } from '../data/lookups';
import type { Schedule, Slot } from '../data/types';
import { StateBadge, type Tone } from '../parts/StateBadge';
import { useManagerWords } from '../words';

const WEEK_MS = 7 * 24 * 3_600_000;
const EVERY_MS = 10_000;
const TONES: Record<Slot['status'], Tone> = { planned: 'calm', opened: 'good', missed: 'bad' };

/** What was planned and what became of it, day by day. */
export function Ledger({ schedule }: { schedule: Schedule }) {
  const t = useManagerWords();
  const [weeks, setWeeks] = useState(0);
  const { data: people = [] } = usePeople();
  const { data, error, refetch } = useQuery({
    queryKey: ['schedule', schedule.id, 'slots', weeks],
    queryFn: () => {
      const middle = Date.now() + weeks * WEEK_MS;
      return everyOf<Slot>(`/schedules/${schedule.id}/slots`, {
        from: new Date(middle - WEEK_MS).toISOString(),
        to: new Date(middle + WEEK_MS).toISOString(),
      });
    },
    refetchInterval: useWhileDown(EVERY_MS),
  });
  const nameOf = (id: string | null) => people.find((one) => one.id === id)?.full_name ?? t('common.none');
  return (
    <section className="m-page" aria-labelledby="ledger">
      <div className="m-head">
        <div>
          <Title order={2} size="h3" id="ledger">
            {t('schedules.ledger')}
          </Title>
          <Text size="sm" c="dimmed">
            {t('schedules.ledger_hint')}
          </Text>
        </div>
        <Group gap="xs">
          <Button variant="default" onClick={() => setWeeks(weeks - 1)}>
            {t('schedules.earlier')}
          </Button>
          <Button variant="default" disabled={weeks === 0} onClick={() => setWeeks(0)}>
            {t('schedules.this_week')}
          </Button>
          <Button variant="default" onClick={() => setWeeks(weeks + 1)}>
            {t('schedules.later')}
          </Button>
        </Group>
      </div>
      {error ? <Problem error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error && <Loading />}
      {data?.length === 0 && <Text c="dimmed">{t('schedules.no_slots')}</Text>}
      {byDay(data ?? []).map(([day, slots]) => (
        <LedgerDay key={day} day={day} slots={slots} nameOf={nameOf} />
      ))}
    </section>
  );
}

interface LedgerDayProps {
  day: string;
  slots: readonly Slot[];
  nameOf: (id: string | null) => string;
}

function LedgerDay({ day, slots, nameOf }: LedgerDayProps) {
  const t = useManagerWords();
  const language = useLanguage();
  const title = new Intl.DateTimeFormat(language, {
    ...{ weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' },
  }).format(new Date(`${day}T12:00:00Z`));
  return (
    <section className="m-group" aria-label={title}>
      <header>
        <Title order={3} size="h5">
          {title}
        </Title>
      </header>
      <ul className="m-list">
        {slots.map(({ slot_at, local, executor_id, check_id, status, cause }) => (
          <li key={`${slot_at} ${executor_id}`} className="m-line">
            <Group gap="md" mih={32}>
              <Text fw={600} style={{ fontVariantNumeric: 'tabular-nums' }}>
                {local.slice(11)}
              </Text>
              <StateBadge tone={status === 'planned' && cause ? 'idle' : TONES[status]}>
                {t(`schedules.slot_status.${status === 'planned' && cause ? 'skipped' : status}`)}
              </StateBadge>
              {executor_id && <Text size="sm">{nameOf(executor_id)}</Text>}
              {cause && (
                <Text size="sm" c="dimmed">
                  {t(`schedules.cause.${cause}`)}
                </Text>
              )}
              {check_id && (
                <Anchor component={Link} to={`/checks/${check_id}`} size="sm" py="xs" ml="auto">
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

function byDay(slots: readonly Slot[]): [string, Slot[]][] {
  const days = new Map<string, Slot[]>();
  for (const slot of slots) {
    const day = slot.local.slice(0, 10);
    days.set(day, [...(days.get(day) ?? []), slot]);
  }
  return [...days];
}
