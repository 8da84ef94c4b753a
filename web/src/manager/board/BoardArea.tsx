import { Text, Title } from '@mantine/core';
import { CheckRow } from '../checks/CheckRow';
import { SelectAll } from '../checks/SelectAll';
import type { Selection } from '../checks/useSelection';
import type { AreaCount, ListedCheck } from '../data/types';
import { useManagerWords } from '../words';

interface BoardAreaProps {
  checks: readonly ListedCheck[];
  /** Of all its checks, also those that are not on the page yet. */
  count: AreaCount | undefined;
  selection: Selection;
}

/** The checks of one area. */
export function BoardArea({ checks, count, selection }: BoardAreaProps) {
  const t = useManagerWords();
  const area = checks[0]?.area;
  const name = area?.name ?? t('common.no_area');
  const late = count?.overdue ?? checks.filter(({ overdue }) => overdue).length;
  return (
    <section className="m-group" aria-label={name}>
      <header>
        <Title order={2} size="h4">
          {name}
        </Title>
        <Text size="sm" c="dimmed">
          {t('board.checks', { count: count?.total ?? checks.length })}
        </Text>
        {late > 0 && (
          <Text size="sm" c="var(--late)" fw={600}>
            {t('board.late', { count: late })}
          </Text>
        )}
        <SelectAll checks={checks} selection={selection} />
      </header>
      <ul className="m-list">
        {checks.map((check) => (
          <li key={check.id}>
            <CheckRow check={check} selection={selection} />
          </li>
        ))}
      </ul>
    </section>
  );
}
