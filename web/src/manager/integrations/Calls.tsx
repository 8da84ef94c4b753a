import { Button, Select, TextInput } from '@mantine/core';
import { useAdminWords } from '../adminWords';
import { dayMoments } from '../data/dayMoments';
import type { BitrixCall } from '../data/types';
import { useFilters } from '../data/useFilters';
import { usePages } from '../data/usePages';
import { Filters } from '../parts/Filters';
import { Found } from '../parts/Found';
import { SearchField } from '../parts/SearchField';
import { useManagerWords } from '../words';
import { CallRow } from './CallRow';

const FILTERS = ['status', 'direction', 'method', 'action_id', 'from', 'to'] as const;
const EVERY_MS = 10_000;

/** Each call to the portal and each event from it. */
export function Calls() {
  const t = useAdminWords();
  const common = useManagerWords();
  const { values, set, isAny, clear } = useFilters(FILTERS);
  const query = { ...values, ...dayMoments(values) };
  const found = usePages<BitrixCall>('/integrations/bitrix/calls', [query], { everyMs: EVERY_MS });
  return (
    <div className="m-page">
      <Filters isAny={isAny}>
        <Select
          label={t('bitrix.result')}
          value={values.status}
          allowDeselect={false}
          data={[
            { value: '', label: common('common.all') },
            ...(['ok', 'retryable', 'refused'] as const).map((value) => ({
              value,
              label: t(`bitrix.results.${value}`),
            })),
          ]}
          onChange={(status) => set({ status: status ?? '' })}
        />
        <Select
          label={t('bitrix.direction')}
          value={values.direction}
          allowDeselect={false}
          data={[
            { value: '', label: common('common.all') },
            { value: 'out', label: t('bitrix.out') },
            { value: 'in', label: t('bitrix.in') },
          ]}
          onChange={(direction) => set({ direction: direction ?? '' })}
        />
        <SearchField
          label={t('bitrix.method')}
          value={values.method}
          onSearch={(method) => set({ method })}
          placeholder="tasks.task.add"
        />
        <TextInput
          type="date"
          label={common('common.from')}
          value={values.from}
          onChange={({ currentTarget }) => set({ from: currentTarget.value })}
        />
        <TextInput
          type="date"
          label={common('common.to')}
          value={values.to}
          onChange={({ currentTarget }) => set({ to: currentTarget.value })}
        />
        {values.action_id && (
          <Button variant="light" mih={44} onClick={() => set({ action_id: '' })}>
            {t('bitrix.of_action')} ✕
          </Button>
        )}
        {isAny && (
          <Button variant="subtle" mih={44} onClick={clear}>
            {common('common.clear')}
          </Button>
        )}
      </Filters>
      <Found
        found={found}
        isFiltered={isAny}
        empty={t('bitrix.calls_empty')}
        hint={t('bitrix.calls_empty_hint')}
      >
        <ul className="m-list m-group" aria-label={t('bitrix.tabs.calls')}>
          {found.items.map((call) => (
            <li key={call.id}>
              <CallRow call={call} onAction={(action_id) => set({ action_id })} />
            </li>
          ))}
        </ul>
      </Found>
    </div>
  );
}
