import { Select, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client';
import { changesOf } from '../data/changesOf';
import { fieldFaults } from '../data/fieldFaults';
import { useRoles } from '../data/lookups';
import type { User } from '../data/types';
import { ActDialog } from '../parts/ActDialog';
import { AreaPicker, PersonPicker } from '../parts/pickers';
import { useManagerWords } from '../words';
import { NewPassword } from './NewPassword';

const fieldsOf = (person: User | undefined) => ({
  username: person?.username ?? '',
  full_name: person?.full_name ?? '',
  password: '',
  email: person?.email ?? '',
  role_id: person?.role_id ?? '',
  area_id: person?.area_id ?? '',
  supervisor_id: person?.supervisor_id ?? '',
  locale: person?.locale ?? ('ru' as User['locale']),
});
type Fields = ReturnType<typeof fieldsOf>;

/** Adds a person, or changes one: only what was changed is sent. */
export function PersonDialog({ person, onClose }: { person?: User; onClose: () => void }) {
  const t = useManagerWords();
  const queries = useQueryClient();
  const { data: roles = [] } = useRoles();
  const [before] = useState(() => fieldsOf(person));
  const [fields, setFields] = useState(before);
  const set = (patch: Partial<Fields>) => setFields((former) => ({ ...former, ...patch }));
  const typed = (key: 'username' | 'full_name' | 'email') => ({
    value: fields[key],
    onChange: ({ currentTarget }: { currentTarget: HTMLInputElement }) => set({ [key]: currentTarget.value }),
  });
  const changed = changesOf(before, fields);

  const save = async () => {
    if (person) await api.patch(`/users/${person.id}`, changed);
    else await api.post('/users/', { role_id: fields.role_id, locale: fields.locale, ...changed });
    await queries.invalidateQueries({ queryKey: ['list', '/users/'] });
    await queries.invalidateQueries({ queryKey: ['lookup', 'people'] });
  };

  const isReady =
    Boolean(fields.username && fields.full_name && fields.role_id) &&
    (person ? Object.keys(changed).length > 0 : fields.password !== '');
  return (
    <ActDialog
      opened
      onClose={onClose}
      title={person ? t('users.edit', { name: person.full_name }) : t('users.create')}
      submit={t('common.save')}
      told={t('common.saved')}
      isReady={isReady}
      act={save}
    >
      {(error) => {
        const faults = fieldFaults(error);
        return (
          <>
            <TextInput
              label={t('users.full_name')}
              {...typed('full_name')}
              error={faults.full_name}
              required
            />
            <TextInput
              label={t('users.username')}
              description={t('users.username_hint')}
              autoComplete="off"
              {...typed('username')}
              error={faults.username}
              required
            />
            {!person && (
              <NewPassword
                label={t('users.password')}
                value={fields.password}
                onChange={(password) => set({ password })}
                error={faults.password}
              />
            )}
            <Select
              label={t('users.role')}
              value={fields.role_id || null}
              data={roles.map(({ id, title }) => ({ value: id, label: title }))}
              allowDeselect={false}
              onChange={(role_id) => set({ role_id: role_id ?? '' })}
              error={faults.role_id}
              required
            />
            <AreaPicker
              value={fields.area_id}
              onPick={(area_id) => set({ area_id })}
              placeholder={t('common.whole_plant')}
              error={faults.area_id}
            />
            <PersonPicker
              label={t('users.supervisor')}
              placeholder=""
              value={fields.supervisor_id}
              onPick={(supervisor_id) => set({ supervisor_id })}
              isFit={(id) => id !== person?.id}
              error={faults.supervisor_id}
            />
            <TextInput type="email" label={t('users.email')} {...typed('email')} error={faults.email} />
            <Select
              label={t('users.language')}
              value={fields.locale}
              allowDeselect={false}
              data={[
                { value: 'ru', label: 'Русский' },
                { value: 'en', label: 'English' },
              ]}
              onChange={(locale) => locale && set({ locale: locale as User['locale'] })}
            />
          </>
        );
      }}
    </ActDialog>
  );
}
