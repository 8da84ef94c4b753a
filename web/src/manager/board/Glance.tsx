import { UnstyledButton } from '@mantine/core';
import type { CheckFilterValues } from '../checks/CheckFilters';
import type { AreaCount } from '../data/types';
import { useLanguage } from '../../words/words';
import { useManagerWords } from '../words';

interface GlanceProps {
  /** Of all that is current, whatever the list below is narrowed to. */
  counts: readonly AreaCount[];
  values: CheckFilterValues;
  set: (patch: Partial<CheckFilterValues>) => void;
}

/** What is wrong in the plant, before anything else: a press shows those checks, another shows all again. */
export function Glance({ counts, values, set }: GlanceProps) {
  const t = useManagerWords();
  const language = useLanguage();
  const sum = (kind: 'overdue' | 'submitted' | 'total') =>
    counts.reduce((all, count) => all + count[kind], 0);
  const isLate = values.overdue === 'true';
  const isReview = values.status === 'submitted';
  const tiles = [
    { kind: 'overdue', is: isLate, to: { overdue: isLate ? '' : 'true', status: '' } },
    { kind: 'submitted', is: isReview, to: { overdue: '', status: isReview ? '' : 'submitted' } },
    { kind: 'total', is: !isLate && values.status === '', to: { overdue: '', status: '' } },
  ] as const;
  return (
    <div className="m-glance" role="group" aria-label={t('board.glance')}>
      {tiles.map(({ kind, is, to }) => {
        const count = sum(kind);
        return (
          <UnstyledButton
            key={kind}
            className="m-glance-tile"
            data-kind={kind}
            aria-pressed={is}
            onClick={() => set(to)}
            {...(count > 0 && { 'data-any': true })}
          >
            <strong>{count.toLocaleString(language)}</strong>
            <span>{t(`board.glance_${kind}`, { count })}</span>
          </UnstyledButton>
        );
      })}
    </div>
  );
}
