import '../manager.css';
import { Button, Checkbox, Group, Select, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { CHECK_STATUSES } from '../../../../domain/check';
import { useSession } from '../../api/session';
import { PageTitle } from '../../parts/PageTitle';
import type { ListedCheck } from '../data/types';
import { useFilters } from '../data/useFilters';
import { usePages } from '../data/usePages';
import { Found } from '../parts/Found';
import { Filters } from '../parts/Filters';
import { AreaPicker, PersonPicker, TemplatePicker } from '../parts/pickers';
import { SearchField } from '../parts/SearchField';
import { useManagerWords } from '../words';
import { BoardArea } from './BoardArea';
import { OpenCheckDialog } from './OpenCheckDialog';

const FILTERS = ['status', 'area_id', 'executor_id', 'template_id', 'overdue', 'q'] as const;
const RUNNING = 'open,in_progress,submitted';
const EVERY_MS = 10_000;

/** The plant's checks by area, what is overdue first. */
export function BoardPage() {
  const t = useManagerWords();
  const { permissions } = useSession();
  const { values, set, isAny, clear } = useFilters(FILTERS);
  const [isOpening, opening] = useDisclosure(false);
  const { overdue, status, ...rest } = values;
  const asked = { ...rest, status: status === 'all' ? '' : status || RUNNING };
  const queries = overdue
    ? [{ ...asked, overdue: true }]
    : [
        { ...asked, overdue: true },
        { ...asked, overdue: false },
      ];
  const found = usePages<ListedCheck>('/checks/', queries, { everyMs: EVERY_MS });

  return (
    <div className="m-page">
      <div className="m-head">
        <PageTitle>{t('board.title')}</PageTitle>
        {permissions.includes('ASSIGN_CHECKS') && (
          <Button onClick={opening.open}>{t('board.open_check')}</Button>
        )}
      </div>
      <Filters isAny={isAny}>
        <SearchField value={values.q} onSearch={(q) => set({ q })} placeholder={t('board.search')} />
        <Select
          label={t('common.status')}
          value={status || 'running'}
          allowDeselect={false}
          data={[
            { value: 'running', label: t('board.running') },
            { value: 'all', label: t('common.all') },
            ...CHECK_STATUSES.map((word) => ({ value: word, label: t(`status.${word}`) })),
          ]}
          onChange={(word) => set({ status: word === 'running' ? '' : (word ?? '') })}
        />
        <AreaPicker value={values.area_id} onPick={(area_id) => set({ area_id })} />
        <PersonPicker value={values.executor_id} onPick={(executor_id) => set({ executor_id })} />
        <TemplatePicker value={values.template_id} onPick={(template_id) => set({ template_id })} />
        <Group mih={44} gap="md">
          <Checkbox
            label={t('common.only_overdue')}
            checked={overdue === 'true'}
            onChange={({ currentTarget }) => set({ overdue: currentTarget.checked ? 'true' : '' })}
          />
          {isAny && (
            <Button variant="subtle" size="compact-sm" mih={44} onClick={clear}>
              {t('common.clear')}
            </Button>
          )}
        </Group>
      </Filters>
      <Found found={found} isFiltered={isAny} empty={t('board.empty')} hint={t('board.empty_hint')}>
        {byArea(found.items).map(({ id, checks }) => (
          <BoardArea key={id} checks={checks} />
        ))}
        <Text size="sm" c="dimmed">
          {t('board.live')}
        </Text>
      </Found>
      <OpenCheckDialog opened={isOpening} onClose={opening.close} />
    </div>
  );
}

/** Areas with overdue checks come first, as their checks do. */
function byArea(checks: readonly ListedCheck[]) {
  const areas = new Map<string, ListedCheck[]>();
  for (const check of checks) {
    const id = check.area?.id ?? 'none';
    areas.set(id, [...(areas.get(id) ?? []), check]);
  }
  return [...areas].map(([id, found]) => ({ id, checks: found }));
}
