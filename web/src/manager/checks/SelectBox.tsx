import { Checkbox } from '@mantine/core';
import { useRef } from 'react';
import type { ListedCheck } from '../data/types';
import { useManagerWords } from '../words';
import { type Selection, isSelectable } from './useSelection';

/** The checkbox of a row, whose whole cell takes the tap; with Shift a range. */
export function SelectBox({ check, selection }: { check: ListedCheck; selection: Selection }) {
  const t = useManagerWords();
  const withShift = useRef(false);
  if (!selection.someSelectable) return null;
  if (!isSelectable(check)) return <span className="m-select" />;
  return (
    <label
      className="m-select"
      onClickCapture={({ shiftKey }) => {
        withShift.current = shiftKey;
      }}
    >
      <Checkbox
        size="md"
        checked={selection.has(check.id)}
        aria-label={t('checks.select', { title: check.title })}
        onChange={({ currentTarget }) => {
          selection.set(check.id, currentTarget.checked, withShift.current);
          withShift.current = false;
        }}
      />
    </label>
  );
}
