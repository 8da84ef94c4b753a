import '../manager.css';
import { Button, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useSession } from '../../api/session';
import { PageTitle } from '../../parts/PageTitle';
import { BulkBar } from '../checks/BulkBar';
import { CHECK_FILTERS, CheckFilters, askedBy } from '../checks/CheckFilters';
import { SavedViews } from '../checks/SavedViews';
import { useAreaCounts } from '../checks/useAreaCounts';
import { useSelection } from '../checks/useSelection';
import type { AreaCount, ListedCheck } from '../data/types';
import { useFilters } from '../data/useFilters';
import { usePages } from '../data/usePages';
import { Found } from '../parts/Found';
import { LiveMark } from '../parts/LiveMark';
import { useManagerWords } from '../words';
import { AreaCounts } from './AreaCounts';
import { BoardArea } from './BoardArea';
import { Glance } from './Glance';
import { OpenCheckDialog } from './OpenCheckDialog';

/** While nothing arrives by itself. */
const EVERY_MS = 10_000;

const ALL = askedBy(
  { status: '', area_id: '', executor_id: '', template_id: '', overdue: '', q: '' },
  'running',
);

/** The plant's checks by area, what is overdue first. */
export function BoardPage() {
  const t = useManagerWords();
  const { permissions } = useSession();
  const { values, set, isAny, clear } = useFilters(CHECK_FILTERS);
  const [isOpening, opening] = useDisclosure(false);
  const asked = askedBy(values, 'running');
  const queries = asked.overdue
    ? [asked]
    : [
        { ...asked, overdue: true },
        { ...asked, overdue: false },
      ];
  const found = usePages<ListedCheck>('/checks/', queries, { everyMs: EVERY_MS });
  const counts = useAreaCounts(asked, EVERY_MS);
  const all = useAreaCounts(ALL, EVERY_MS);
  const areas = byArea(found.items, counts);
  const selection = useSelection(areas.flatMap(({ checks }) => checks));

  return (
    <div className="m-page">
      <div className="m-head">
        <Group gap="md">
          <PageTitle>{t('board.title')}</PageTitle>
          <LiveMark />
        </Group>
        <Group gap="xs">
          <SavedViews page="board" />
          {permissions.includes('ASSIGN_CHECKS') && (
            <Button onClick={opening.open}>{t('board.open_check')}</Button>
          )}
        </Group>
      </div>
      <Glance counts={all} values={values} set={set} />
      <AreaCounts counts={counts} picked={values.area_id} onPick={(area_id) => set({ area_id })} />
      <CheckFilters {...{ values, set, isAny, clear }} blank="running" />
      <Found found={found} isFiltered={isAny} empty={t('board.empty')} hint={t('board.empty_hint')}>
        {areas.map(({ id, checks, count }) => (
          <BoardArea key={id} checks={checks} count={count} selection={selection} />
        ))}
      </Found>
      <BulkBar selection={selection} />
      <OpenCheckDialog opened={isOpening} onClose={opening.close} />
    </div>
  );
}

/** In the order of the counts, where areas with overdue checks come first. */
function byArea(checks: readonly ListedCheck[], counts: readonly AreaCount[]) {
  const found = new Map<string, ListedCheck[]>();
  for (const check of checks) {
    const id = check.area?.id ?? 'none';
    found.set(id, [...(found.get(id) ?? []), check]);
  }
  const placeOf = new Map(counts.map(({ area }, place) => [area?.id ?? 'none', place]));
  return [...found]
    .map(([id, some]) => ({ id, checks: some, count: counts[placeOf.get(id) ?? -1] }))
    .sort((a, b) => (placeOf.get(a.id) ?? Infinity) - (placeOf.get(b.id) ?? Infinity) || 0);
}
