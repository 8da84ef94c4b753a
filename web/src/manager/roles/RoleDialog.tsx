import { Checkbox, Fieldset, Select, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Permission } from '../../../../domain/permissions';
import { api } from '../../api/client';
import { useSession } from '../../api/session';
import { useRoleTitle } from '../../parts/useRoleTitle';
import { useAdminWords } from '../adminWords';
import { fieldFaults } from '../data/fieldFaults';
import type { Role, User } from '../data/types';
import { ActDialog } from '../parts/ActDialog';
import { useManagerWords } from '../words';
import { GROUPS, permissionsIn } from './permissionGroups';
import { RolePreview } from './RolePreview';

interface RoleDialogProps {
  /** A new one where absent. */
  role?: Role;
  holders?: readonly User[];
  roles: readonly Role[];
  onClose: () => void;
}

/** Makes a role or changes one, with what that means before it is done. */
export function RoleDialog({ role, holders = [], roles, onClose }: RoleDialogProps) {
  const t = useAdminWords();
  const roleTitle = useRoleTitle();
  const common = useManagerWords();
  const queries = useQueryClient();
  const { reload } = useSession();
  const [name, setName] = useState('');
  const [title, setTitle] = useState(role?.title ?? '');
  const [before] = useState<readonly Permission[]>(role?.permissions ?? []);
  const [after, setAfter] = useState(before);
  const isChanged =
    title !== (role?.title ?? '') ||
    after.length !== before.length ||
    after.some((one) => !before.includes(one));
  const save = async () => {
    const permissions = [...after];
    if (role) await api.patch(`/roles/${role.id}`, { title, permissions });
    else await api.post('/roles/', { name, title, permissions });
    await queries.invalidateQueries({ queryKey: ['lookup', 'roles'] });
    await reload();
  };
  const turn = (permission: Permission) =>
    setAfter((former) =>
      former.includes(permission) ? former.filter((one) => one !== permission) : [...former, permission],
    );
  return (
    <ActDialog
      opened
      onClose={onClose}
      size="lg"
      title={role ? t('roles.edit', { title: roleTitle(role) }) : t('roles.create')}
      submit={common('common.save')}
      told={t('roles.saved')}
      isReady={title.trim() !== '' && (role ? isChanged : name !== '')}
      act={save}
    >
      {(error) => {
        const faults = fieldFaults(error);
        return (
          <>
            <TextInput
              label={t('roles.role_title')}
              value={title}
              maxLength={200}
              onChange={({ currentTarget }) => setTitle(currentTarget.value)}
              error={faults.title}
              required
            />
            {!role && (
              <>
                <TextInput
                  label={t('roles.name')}
                  description={t('roles.name_hint')}
                  value={name}
                  maxLength={40}
                  autoCapitalize="none"
                  spellCheck={false}
                  onChange={({ currentTarget }) => setName(currentTarget.value.trim().toLowerCase())}
                  error={faults.name}
                  required
                />
                <Select
                  label={t('roles.copy')}
                  data={[
                    { value: '', label: t('roles.copy_none') },
                    ...roles.map((one) => ({ value: one.id, label: roleTitle(one) })),
                  ]}
                  defaultValue=""
                  allowDeselect={false}
                  onChange={(id) => setAfter(roles.find((one) => one.id === id)?.permissions ?? [])}
                />
              </>
            )}
            {GROUPS.map((group) => (
              <Fieldset key={group} legend={t(`groups.${group}`)} className="m-choices">
                {permissionsIn(group).map((permission) => (
                  <Checkbox
                    size="md"
                    key={permission}
                    label={t(`permissions.${permission}.name`)}
                    description={t(`permissions.${permission}.hint`) || undefined}
                    checked={after.includes(permission)}
                    onChange={() => turn(permission)}
                  />
                ))}
              </Fieldset>
            ))}
            <RolePreview before={before} after={after} {...(role && { holders })} />
          </>
        );
      }}
    </ActDialog>
  );
}
