import { Text } from '@mantine/core';
import { Link } from 'react-router';
import type { ListedCheck } from '../data/types';
import { CheckBadge } from '../parts/CheckBadge';
import { When } from '../parts/When';
import { useManagerWords } from '../words';
import { SelectBox } from './SelectBox';
import type { Selection } from './useSelection';

/** A check among others; where lists mix areas, with its own. */
export function CheckRow({
  check,
  selection,
  withArea = false,
}: {
  check: ListedCheck;
  selection: Selection;
  withArea?: boolean;
}) {
  const t = useManagerWords();
  const { id, title, executor, due_at, overdue, area, progress, status, escalation_level } = check;
  const isRunning = status === 'open' || status === 'in_progress';
  return (
    <div className="m-selectable" {...(selection.has(id) && { 'data-selected': true })}>
      <SelectBox check={check} selection={selection} />
      <Link to={`/checks/${id}`} className="m-row" {...(overdue && { 'data-late': true })}>
        <Text fw={600} lineClamp={2}>
          {title}
        </Text>
        <CheckBadge check={check} />
        <Text size="sm" component="div">
          <Text size="sm" lineClamp={1}>
            {executor.full_name}
          </Text>
          {withArea && (
            <Text span c="dimmed" size="sm" display="block" lineClamp={1}>
              {area?.name ?? t('common.no_area')}
            </Text>
          )}
          {isRunning && !withArea && (
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
    </div>
  );
}
