import '../manager.css';
import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useSession } from '../../api/session';
import { PageTitle } from '../../parts/PageTitle';
import { useRoleTitle } from '../../parts/useRoleTitle';
import { useAreas, useRoles } from '../data/lookups';
import type { User } from '../data/types';
import { useFilters } from '../data/useFilters';
import { usePages } from '../data/usePages';
import { ChoiceFilter } from '../parts/ChoiceFilter';
import { Filters } from '../parts/Filters';
import { Found } from '../parts/Found';
import { AreaPicker } from '../parts/pickers';
import { SearchField } from '../parts/SearchField';
import { StateBadge } from '../parts/StateBadge';
import { useManagerWords } from '../words';
import { PersonActs } from './PersonActs';
import { PersonDialog } from './PersonDialog';

const FILTERS = ['q', 'role_id', 'area_id', 'active'] as const;

/** Who may do what, and where. */
export function PeoplePage() {
  const t = useManagerWords();
  const { permissions } = useSession();
  const { data: roles = [] } = useRoles();
  const { values, set, isAny, clear } = useFilters(FILTERS);
  const found = usePages<User>('/users/', [values]);
  const [shown, setShown] = useState<User | 'new'>();
  return (
    <div className="m-page">
      <div className="m-head">
        <PageTitle>{t('users.title')}</PageTitle>
        {permissions.includes('MANAGE_USERS') && (
          <Button onClick={() => setShown('new')}>{t('users.create')}</Button>
        )}
      </div>
      <Filters isAny={isAny} clear={clear}>
        <SearchField value={values.q} onSearch={(q) => set({ q })} placeholder={t('users.search')} />
        <ChoiceFilter
          label={t('users.role')}
          every={t('common.any')}
          value={values.role_id}
          choices={roles.map(({ id, title }) => ({ value: id, label: title }))}
          onPick={(role_id) => set({ role_id })}
        />
        <AreaPicker value={values.area_id} onPick={(area_id) => set({ area_id })} />
        <ChoiceFilter
          label={t('common.status')}
          every={t('common.all')}
          value={values.active}
          choices={[
            { value: 'true', label: t('users.active') },
            { value: 'false', label: t('users.inactive') },
          ]}
          onPick={(active) => set({ active })}
        />
      </Filters>
      <Found found={found} isFiltered={isAny} empty={t('users.empty')} hint={t('users.empty_hint')}>
        <ul className="m-list m-group" aria-label={t('users.title')}>
          {found.items.map((person) => (
            <li key={person.id}>
              <PersonRow person={person} onEdit={() => setShown(person)} />
            </li>
          ))}
        </ul>
      </Found>
      {shown && (
        <PersonDialog {...(shown !== 'new' && { person: shown })} onClose={() => setShown(undefined)} />
      )}
    </div>
  );
}

function PersonRow({ person, onEdit }: { person: User; onEdit: () => void }) {
  const t = useManagerWords();
  const roleTitle = useRoleTitle();
  const { data: areas = [] } = useAreas();
  const { full_name, username, role, area_id, active, telegram_linked, may } = person;
  const area = areas.find(({ id }) => id === area_id)?.name;
  return (
    <div className="m-row">
      <div>
        <Text fw={600}>{full_name}</Text>
        <Text size="sm" c="dimmed">
          {username}
          {telegram_linked && ` · ${t('users.telegram')}`}
        </Text>
      </div>
      <Text size="sm">{roleTitle(role)}</Text>
      <Text size="sm">{area_id ? (area ?? '…') : t('common.whole_plant')}</Text>
      <div style={{ display: 'flex', gap: 8, alignItems: 'center' }}>
        {!active && <StateBadge tone="idle">{t('users.inactive')}</StateBadge>}
        {may.includes('update') && (
          <>
            <Button variant="default" onClick={onEdit} aria-label={t('users.edit', { name: full_name })}>
              {t('common.edit')}
            </Button>
            <PersonActs person={person} />
          </>
        )}
      </div>
    </div>
  );
}
