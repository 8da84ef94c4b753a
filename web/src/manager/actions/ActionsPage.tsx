import '../manager.css';
import { Button, Checkbox, Group, Select } from '@mantine/core';
import { useState } from 'react';
import { useSession } from '../../api/session';
import { ACTION_STATUSES, PRIORITIES } from '../../../../domain/action';
import { PageTitle } from '../../parts/PageTitle';
import { SavedViews } from '../checks/SavedViews';
import type { Action } from '../data/types';
import { useFilters } from '../data/useFilters';
import { usePages } from '../data/usePages';
import { Found } from '../parts/Found';
import { ChoiceFilter } from '../parts/ChoiceFilter';
import { Filters } from '../parts/Filters';
import { AreaPicker, PersonPicker } from '../parts/pickers';
import { SearchField } from '../parts/SearchField';
import { useManagerWords } from '../words';
import { ActionRow } from './ActionRow';
import { NewActionDialog } from './NewActionDialog';

const FILTERS = ['mine', 'status', 'area_id', 'owner_id', 'priority', 'sync_status', 'overdue', 'q'] as const;
const UNFINISHED = 'open,in_progress,done,returned';
const SYNC_STATUSES = ['pending', 'synced', 'failed'] as const;
const EVERY_MS = 10_000;

/** The plant's corrective actions, what is overdue first. */
export function ActionsPage() {
  const t = useManagerWords();
  const { values, set, isAny, clear } = useFilters(FILTERS);
  const { user, permissions } = useSession();
  const [isOpening, setOpening] = useState(false);
  const { overdue, status, mine, ...rest } = values;
  const owner_id = mine ? (user?.id ?? '') : rest.owner_id;
  const asked = { ...rest, owner_id, status: status === 'all' ? '' : status || UNFINISHED };
  const queries = overdue
    ? [{ ...asked, overdue: true }]
    : [
        { ...asked, overdue: true },
        { ...asked, overdue: false },
      ];
  const found = usePages<Action>('/actions/', queries, { everyMs: EVERY_MS });
  return (
    <div className="m-page">
      <div className="m-head">
        <PageTitle>{t('actions.title')}</PageTitle>
        <Group gap="xs">
          <SavedViews page="actions" />
          {permissions.includes('MANAGE_ACTIONS') && (
            <Button onClick={() => setOpening(true)}>{t('actions.create')}</Button>
          )}
        </Group>
      </div>
      {isOpening && <NewActionDialog onClose={() => setOpening(false)} />}
      <Filters isAny={isAny} clear={clear}>
        <SearchField value={values.q} onSearch={(q) => set({ q })} placeholder={t('board.search')} />
        <Select
          label={t('common.status')}
          value={status || 'unfinished'}
          allowDeselect={false}
          data={[
            { value: 'unfinished', label: t('actions.unfinished') },
            { value: 'all', label: t('common.all') },
            ...ACTION_STATUSES.map((word) => ({ value: word, label: t(`actions.statuses.${word}`) })),
          ]}
          onChange={(word) => set({ status: word === 'unfinished' ? '' : (word ?? '') })}
        />
        <AreaPicker value={values.area_id} onPick={(area_id) => set({ area_id })} />
        <PersonPicker
          label={t('actions.owner')}
          value={owner_id}
          onPick={(picked) => set({ owner_id: picked, mine: '' })}
        />
        <ChoiceFilter
          label={t('actions.priority')}
          every={t('common.any')}
          value={values.priority}
          choices={PRIORITIES.map((word) => ({ value: word, label: t(`actions.priorities.${word}`) }))}
          onPick={(word) => set({ priority: word })}
        />
        <ChoiceFilter
          label={t('actions.bitrix')}
          every={t('common.any')}
          value={values.sync_status}
          choices={SYNC_STATUSES.map((word) => ({ value: word, label: t(`actions.sync.${word}`) }))}
          onPick={(word) => set({ sync_status: word })}
        />
        <Group mih={44} gap="md">
          <Checkbox
            label={t('actions.mine')}
            checked={mine === 'true'}
            onChange={({ currentTarget }) => set({ mine: currentTarget.checked ? 'true' : '', owner_id: '' })}
          />
          <Checkbox
            label={t('common.only_overdue')}
            checked={overdue === 'true'}
            onChange={({ currentTarget }) => set({ overdue: currentTarget.checked ? 'true' : '' })}
          />
        </Group>
      </Filters>
      <Found found={found} isFiltered={isAny} empty={t('actions.empty')} hint={t('actions.empty_hint')}>
        <ul className="m-list m-group" aria-label={t('actions.title')}>
          {found.items.map((action) => (
            <li key={action.id}>
              <ActionRow action={action} />
            </li>
          ))}
        </ul>
      </Found>
    </div>
  );
}
