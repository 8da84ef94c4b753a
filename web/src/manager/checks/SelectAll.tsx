import { Checkbox } from '@mantine/core';
import type { ListedCheck } from '../data/types';
import { useManagerWords } from '../words';
import { type Selection, isSelectable } from './useSelection';

/** Selects whatever of these can be acted upon. */
export function SelectAll({
  checks,
  selection,
  label,
}: {
  checks: readonly ListedCheck[];
  selection: Selection;
  label?: string;
}) {
  const t = useManagerWords();
  const ids = checks.filter(isSelectable).map(({ id }) => id);
  if (ids.length === 0) return null;
  const on = ids.filter((id) => selection.has(id)).length;
  return (
    <Checkbox
      className="m-select-all"
      checked={on === ids.length}
      indeterminate={on > 0 && on < ids.length}
      label={label ?? t('checks.select_all')}
      onChange={({ currentTarget }) => selection.setAll(ids, currentTarget.checked)}
    />
  );
}
