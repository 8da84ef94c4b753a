import { Anchor, Text } from '@mantine/core';
import { Link } from 'react-router';
import { SEEDED_ROLES } from '../../../../domain/permissions';
import { useRoleTitle } from '../../parts/useRoleTitle';
import { useAdminWords } from '../adminWords';
import type { Role } from '../data/types';
import { StateBadge } from '../parts/StateBadge';

export interface RolesProps {
  roles: readonly Role[];
  countOf: (role: Role) => number;
  onEdit: (role: Role) => void;
}

/** A role's name, whether it came with the product, and how many people have it. */
export function RoleHead({ role, count }: { role: Role; count: number }) {
  const t = useAdminWords();
  const roleTitle = useRoleTitle();
  return (
    <>
      <Text fw={650}>{roleTitle(role)}</Text>
      <Text size="xs" c="dimmed" ff="monospace">
        {role.name}
      </Text>
      {role.name in SEEDED_ROLES && <StateBadge tone="idle">{t('roles.seeded')}</StateBadge>}
      <Anchor component={Link} to={`/people?role_id=${role.id}`} size="sm" className="m-target">
        {t('roles.people', { count })}
      </Anchor>
    </>
  );
}
