import { Checkbox, Group, Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { CHECK_STATUSES } from '../../../../domain/check';
import { Filters } from '../parts/Filters';
import { AreaPicker, PersonPicker, TemplatePicker } from '../parts/pickers';
import { SearchField } from '../parts/SearchField';
import { useManagerWords } from '../words';

export const CHECK_FILTERS = ['status', 'area_id', 'executor_id', 'template_id', 'overdue', 'q'] as const;
export type CheckFilterValues = Record<(typeof CHECK_FILTERS)[number], string>;

const RUNNING = 'open,in_progress,submitted';

/** What the API is asked for; a blank status is that of the page, `running` or all. */
export function askedBy<V extends Pick<CheckFilterValues, 'status' | 'overdue'>>(
  { status, overdue, ...rest }: V,
  blank: 'running' | 'all',
) {
  const chosen = status || blank;
  const asked = chosen === 'all' ? '' : chosen === 'running' ? RUNNING : chosen;
  return { ...rest, status: asked, ...(overdue && { overdue: true }) };
}

interface CheckFiltersProps {
  values: CheckFilterValues;
  blank: 'running' | 'all';
  isAny: boolean;
  set: (patch: Partial<CheckFilterValues>) => void;
  clear: () => void;
  children?: ReactNode;
}

export function CheckFilters({ values, blank, isAny, set, clear, children }: CheckFiltersProps) {
  const t = useManagerWords();
  const { status, q, area_id, executor_id, template_id, overdue } = values;
  const severalText = (words: string) =>
    CHECK_STATUSES.filter((word) => words.split(',').includes(word))
      .map((word) => t(`status.${word}`))
      .join(', ');
  return (
    <Filters isAny={isAny} clear={clear}>
      <SearchField value={q} onSearch={(text) => set({ q: text })} placeholder={t('board.search')} />
      <Select
        label={t('common.status')}
        value={status || blank}
        allowDeselect={false}
        data={[
          { value: 'running', label: t('board.running') },
          { value: 'all', label: t('common.all') },
          ...CHECK_STATUSES.map((word) => ({ value: word, label: t(`status.${word}`) })),
          ...(status.includes(',') ? [{ value: status, label: severalText(status) }] : []),
        ]}
        onChange={(word) => set({ status: word === null || word === blank ? '' : word })}
      />
      <AreaPicker value={area_id} onPick={(id) => set({ area_id: id })} />
      <PersonPicker value={executor_id} onPick={(id) => set({ executor_id: id })} />
      <TemplatePicker value={template_id} onPick={(id) => set({ template_id: id })} />
      {children}
      <Group mih={44} gap="md">
        <Checkbox
          label={t('common.only_overdue')}
          checked={overdue === 'true'}
          onChange={({ currentTarget }) => set({ overdue: currentTarget.checked ? 'true' : '' })}
        />
      </Group>
    </Filters>
  );
}
