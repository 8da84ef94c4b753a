import '../manager.css';
import { Group, Text, TextInput } from '@mantine/core';
import { PageTitle } from '../../parts/PageTitle';
import { Exports } from '../analytics/Exports';
import { CheckFilters } from '../checks/CheckFilters';
import type { ListedCheck } from '../data/types';
import { useFilters } from '../data/useFilters';
import { usePages } from '../data/usePages';
import { ChoiceFilter } from '../parts/ChoiceFilter';
import { Found } from '../parts/Found';
import { LiveMark } from '../parts/LiveMark';
import { useManagerWords } from '../words';
import { BulkBar } from './BulkBar';
import { CheckRow } from './CheckRow';
import { LIST_FILTERS, checksAsked, withConsequences } from './checksAsked';
import { NamedFilters } from './NamedFilters';
import { SavedViews } from './SavedViews';
import { SelectAll } from './SelectAll';
import { useAreaCounts } from './useAreaCounts';
import { useSelection } from './useSelection';

const EVERY_MS = 10_000;
const TABLES = ['checks', 'answers'] as const;

/** Every check that the reader may see, newest first: what was, as well as what is. */
export function ChecksPage() {
  const t = useManagerWords();
  const { values, set, isAny, clear } = useFilters(LIST_FILTERS);
  const { from, to, verdict } = values;
  const query = checksAsked(values);
  const found = usePages<ListedCheck>('/checks/', [query], { everyMs: EVERY_MS });
  const counts = useAreaCounts(query, EVERY_MS);
  const count = counts.reduce((sum, { total }) => sum + total, 0);
  const selection = useSelection(found.items);

  return (
    <div className="m-page">
      <div className="m-head">
        <Group gap="md">
          <PageTitle>{t('checks.title')}</PageTitle>
          <LiveMark />
        </Group>
        <Group gap="xs">
          <SavedViews page="checks" />
          <Exports query={query} tables={TABLES} />
        </Group>
      </div>
      <CheckFilters
        values={values}
        set={(patch) => set(withConsequences(patch))}
        {...{ isAny, clear }}
        blank="all"
      >
        <ChoiceFilter
          label={t('checks.verdict')}
          every={t('common.any')}
          value={verdict}
          choices={(['pass', 'fail'] as const).map((value) => ({
            value,
            label: t(`checks.verdicts.${value}`),
          }))}
          onPick={(picked) => set({ verdict: picked })}
        />
        <TextInput
          type="date"
          label={t('checks.created_from')}
          value={from}
          max={to}
          onChange={({ currentTarget }) => set({ from: currentTarget.value })}
        />
        <TextInput
          type="date"
          label={t('checks.created_to')}
          value={to}
          min={from}
          onChange={({ currentTarget }) => set({ to: currentTarget.value })}
        />
      </CheckFilters>
      <NamedFilters values={values} onDrop={set} />
      <Found found={found} isFiltered={isAny} empty={t('checks.empty')} hint={t('board.empty_hint')}>
        <Text size="sm" c="dimmed" role="status">
          {t('checks.found', { count })}
        </Text>
        <section className="m-group" aria-label={t('checks.title')}>
          {selection.someSelectable && (
            <header>
              <SelectAll checks={found.items} selection={selection} />
            </header>
          )}
          <ul className="m-list">
            {found.items.map((check) => (
              <li key={check.id}>
                <CheckRow check={check} selection={selection} withArea />
              </li>
            ))}
          </ul>
        </section>
      </Found>
      <BulkBar selection={selection} />
    </div>
  );
}
