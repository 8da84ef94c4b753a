import { Button, Text } from '@mantine/core';
import { useRoleTitle } from '../../parts/useRoleTitle';
import { useAdminWords } from '../adminWords';
import { useManagerWords } from '../words';
import { GROUPS, permissionsIn } from './permissionGroups';
import { RoleHead, type RolesProps } from './RoleHead';

/** The same one below the other, for a phone. */
export function RoleCards({ roles, countOf, onEdit }: RolesProps) {
  const t = useAdminWords();
  const roleTitle = useRoleTitle();
  const common = useManagerWords();
  return roles.map((role) => (
    <section key={role.id} className="m-card" aria-label={roleTitle(role)}>
      <div className="m-role">
        <RoleHead role={role} count={countOf(role)} />
      </div>
      {GROUPS.map((group) => {
        const granted = permissionsIn(group).filter((one) => role.permissions.includes(one));
        if (granted.length === 0) return null;
        return (
          <div key={group}>
            <Text size="sm" c="dimmed">
              {t(`groups.${group}`)}
            </Text>
            <ul className="m-plain">
              {granted.map((permission) => (
                <li key={permission}>{t(`permissions.${permission}.name`)}</li>
              ))}
            </ul>
          </div>
        );
      })}
      {role.may.includes('update') && (
        <Button
          variant="default"
          aria-label={t('roles.edit', { title: roleTitle(role) })}
          onClick={() => onEdit(role)}
        >
          {common('common.edit')}
        </Button>
      )}
    </section>
  ));
}
