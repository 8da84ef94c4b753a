import { UnstyledButton } from '@mantine/core';
import type { AreaCount } from '../data/types';
import { useManagerWords } from '../words';

interface AreaCountsProps {
  counts: readonly AreaCount[];
  picked: string;
  onPick: (areaId: string) => void;
}

/** The plant at a glance: a tile for each area, the most overdue first; a press narrows the board to it. */
export function AreaCounts({ counts, picked, onPick }: AreaCountsProps) {
  const t = useManagerWords();
  const placed = counts.filter(({ area }) => area !== null);
  if (placed.length < 2 && picked === '') return null;
  return (
    <ul className="m-areas" aria-label={t('checks.areas')}>
      {picked !== '' && (
        <li>
          <UnstyledButton className="m-area" onClick={() => onPick('')}>
            ← {t('checks.whole_board')}
          </UnstyledButton>
        </li>
      )}
      {placed.map(({ area, total, overdue, submitted }) => {
        const [id, name] = [area?.id ?? '', area?.name ?? ''];
        return (
          <li key={id}>
            <UnstyledButton
              className="m-area"
              aria-pressed={id === picked}
              aria-label={t('checks.area_counts', { name, total, overdue, submitted })}
              onClick={() => onPick(id === picked ? '' : id)}
              {...(overdue > 0 && { 'data-late': true })}
            >
              <span className="m-area-name">{name}</span>
              <span className="m-area-count">
                {total}
                {overdue > 0 && <strong> · {t('board.late', { count: overdue })}</strong>}
              </span>
            </UnstyledButton>
          </li>
        );
      })}
    </ul>
  );
}
