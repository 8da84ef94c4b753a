import { Button, Text } from '@mantine/core';
import { Fragment } from 'react';
import { useRoleTitle } from '../../parts/useRoleTitle';
import { useAdminWords } from '../adminWords';
import { useManagerWords } from '../words';
import { GROUPS, permissionsIn } from './permissionGroups';
import { RoleHead, type RolesProps } from './RoleHead';

/** Roles beside each other, permission by permission. */
export function RoleMatrix({ roles, countOf, onEdit }: RolesProps) {
  const t = useAdminWords();
  const roleTitle = useRoleTitle();
  const common = useManagerWords();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="m-scroll m-group" aria-label={t('roles.matrix')} tabIndex={0}>
      <table className="m-matrix">
        <thead>
          <tr>
            <th scope="col">{t('roles.permission')}</th>
            {roles.map((role) => (
              <th key={role.id} scope="col">
                <RoleHead role={role} count={countOf(role)} />
                {role.may.includes('update') && (
                  <Button
                    variant="default"
                    size="compact-sm"
                    mih={44}
                    aria-label={t('roles.edit', { title: roleTitle(role) })}
                    onClick={() => onEdit(role)}
                  >
                    {common('common.edit')}
                  </Button>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {GROUPS.map((group) => (
            <Fragment key={group}>
              <tr className="m-matrix-group">
                <th scope="rowgroup" colSpan={roles.length + 1}>
                  {t(`groups.${group}`)}
                </th>
              </tr>
              {permissionsIn(group).map((permission) => (
                <tr key={permission}>
                  <th scope="row">
                    {t(`permissions.${permission}.name`)}
                    <Text size="xs" c="dimmed">
                      {t(`permissions.${permission}.hint`)}
                    </Text>
                  </th>
                  {roles.map(({ id, permissions }) => (
                    <td key={id} {...(permissions.includes(permission) && { 'data-granted': true })}>
                      {permissions.includes(permission) ? (
                        <span role="img" aria-label={t('roles.granted')}>
                          ✓
                        </span>
                      ) : (
                        <span className="m-unseen">{t('roles.not_granted')}</span>
                      )}
                    </td>
                  ))}
                </tr>
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </section>
  );
}
