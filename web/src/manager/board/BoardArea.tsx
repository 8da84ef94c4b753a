import { Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import type { ListedCheck } from '../data/types';
import { CheckBadge } from '../parts/CheckBadge';
import { When } from '../parts/When';
import { useManagerWords } from '../words';

/** The checks of one area. */
export function BoardArea({ checks }: { checks: readonly ListedCheck[] }) {
  const t = useManagerWords();
  const area = checks[0]?.area;
  const name = area?.name ?? t('common.no_area');
  const late = checks.filter(({ overdue }) => overdue).length;
  return (
    <section className="m-group" aria-label={name}>
      <header>
        <Title order={2} size="h4">
          {name}
        </Title>
        <Text size="sm" c="dimmed">
          {t('board.checks', { count: checks.length })}
        </Text>
        {late > 0 && (
          <Text size="sm" c="var(--late)" fw={600}>
            {t('board.late', { count: late })}
          </Text>
        )}
      </header>
      <ul className="m-list">
        {checks.map((check) => (
          <li key={check.id}>
            <BoardRow check={check} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function BoardRow({ check }: { check: ListedCheck }) {
  const t = useManagerWords();
  const { id, title, executor, due_at, overdue, area, progress, status, escalation_level } = check;
  const isRunning = status === 'open' || status === 'in_progress';
  return (
    <Link to={`/checks/${id}`} className="m-row" {...(overdue && { 'data-late': true })}>
      <Text fw={600} lineClamp={2}>
        {title}
      </Text>
      <CheckBadge check={check} />
      <Text size="sm" component="div">
        <Text size="sm" lineClamp={1}>
          {executor.full_name}
        </Text>
        {isRunning && (
          <Text span c="dimmed" size="sm" display="block">
            {t('board.progress', { answered: progress.answered, total: progress.total })}
          </Text>
        )}
      </Text>
      <Text size="sm" ta="right">
        <When at={due_at} zone={area?.time_zone} late={overdue} />
        {overdue && escalation_level > 0 && (
          <Text span c="dimmed" size="sm" display="block">
            {t('board.step', { level: escalation_level })}
          </Text>
        )}
      </Text>
    </Link>
  );
}
