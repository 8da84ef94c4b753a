import { Button } from '@mantine/core';
import { useAdminWords } from '../adminWords';
import { dayMoments } from '../data/dayMoments';
import type { BitrixCall } from '../data/types';
import { useFilters } from '../data/useFilters';
import { usePages } from '../data/usePages';
import { ChoiceFilter } from '../parts/ChoiceFilter';
import { DaysFilter } from '../parts/DaysFilter';
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
      <Filters isAny={isAny} clear={clear}>
        <ChoiceFilter
          label={t('bitrix.result')}
          every={common('common.all')}
          value={values.status}
          choices={(['ok', 'retryable', 'refused'] as const).map((value) => ({
            value,
            label: t(`bitrix.results.${value}`),
          }))}
          onPick={(status) => set({ status })}
        />
        <ChoiceFilter
          label={t('bitrix.direction')}
          every={common('common.all')}
          value={values.direction}
          choices={[
            { value: 'out', label: t('bitrix.out') },
            { value: 'in', label: t('bitrix.in') },
          ]}
          onPick={(direction) => set({ direction })}
        />
        <SearchField
          label={t('bitrix.method')}
          value={values.method}
          onSearch={(method) => set({ method })}
          placeholder="tasks.task.add"
        />
        <DaysFilter from={values.from} to={values.to} onPick={set} />
        {values.action_id && (
          <Button variant="light" mih={44} onClick={() => set({ action_id: '' })}>
            {t('bitrix.of_action')} ✕
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
