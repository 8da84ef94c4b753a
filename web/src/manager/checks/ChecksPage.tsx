import '../manager.css';
import { Group, TextInput } from '@mantine/core';
import { PageTitle } from '../../parts/PageTitle';
import { CHECK_FILTERS, CheckFilters, askedBy } from '../checks/CheckFilters';
import type { ListedCheck } from '../data/types';
import { useFilters } from '../data/useFilters';
import { usePages } from '../data/usePages';
import { OWN_ZONE, fromWall } from '../data/wallTime';
import { Found } from '../parts/Found';
import { LiveMark } from '../parts/LiveMark';
import { useManagerWords } from '../words';
import { BulkBar } from './BulkBar';
import { CheckRow } from './CheckRow';
import { SavedViews } from './SavedViews';
import { SelectAll } from './SelectAll';
import { useSelection } from './useSelection';

const FILTERS = [...CHECK_FILTERS, 'from', 'to'] as const;
const EVERY_MS = 10_000;
const DAY_MS = 86_400_000;

/** Every check that the reader may see, newest first: what was, as well as what is. */
export function ChecksPage() {
  const t = useManagerWords();
  const { values, set, isAny, clear } = useFilters(FILTERS);
  const { from, to, ...rest } = values;
  const query = {
    ...askedBy(rest, 'all'),
    ...(from && { from: fromWall(from, OWN_ZONE) }),
    ...(to && { to: dayAfter(to) }),
  };
  const found = usePages<ListedCheck>('/checks/', [query], { everyMs: EVERY_MS });
  const selection = useSelection(found.items);

  return (
    <div className="m-page">
      <div className="m-head">
        <Group gap="md">
          <PageTitle>{t('checks.title')}</PageTitle>
          <LiveMark />
        </Group>
        <SavedViews page="checks" />
      </div>
      <CheckFilters values={rest} {...{ set, isAny, clear }} blank="all">
        <TextInput
          type="date"
          label={t('checks.created_from')}
          value={from}
          onChange={({ currentTarget }) => set({ from: currentTarget.value })}
        />
        <TextInput
          type="date"
          label={t('checks.created_to')}
          value={to}
          onChange={({ currentTarget }) => set({ to: currentTarget.value })}
        />
      </CheckFilters>
      <Found found={found} isFiltered={isAny} empty={t('checks.empty')} hint={t('board.empty_hint')}>
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

/** Up to the end of that day by the reader's clock. */
const dayAfter = (day: string): string =>
  new Date(Date.parse(fromWall(day, OWN_ZONE)) + DAY_MS).toISOString();
