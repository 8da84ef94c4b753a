import '../manager.css';
import { Button, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import { useSession } from '../../api/session';
import { Loading } from '../../parts/Loading';
import { PageTitle } from '../../parts/PageTitle';
import { Problem } from '../../parts/Problem';
import { useAdminWords } from '../adminWords';
import { usePeople, useRolesAsGiven } from '../data/lookups';
import type { Role } from '../data/types';
import { RoleCards } from './RoleCards';
import { RoleDialog } from './RoleDialog';
import { RoleMatrix } from './RoleMatrix';

/** What each role permits. */
export function RolesPage() {
  const t = useAdminWords();
  const { user, permissions } = useSession();
  const { data: roles, error, refetch } = useRolesAsGiven();
  const { data: people = [] } = usePeople();
  const isPhone = useMediaQuery('(max-width: 48em)');
  const [shown, setShown] = useState<Role | 'new'>();
  const mayMake = permissions.includes('MANAGE_ROLES') && user?.area_id === null;
  // The oldest stand first: those that a new installation begins with.
  const ordered = [...(roles ?? [])].reverse();
  const holders = (id: string) => people.filter(({ active, role_id }) => active && role_id === id);
  const Shown = isPhone ? RoleCards : RoleMatrix;
  return (
    <div className="m-page">
      <div className="m-head">
        <PageTitle>{t('roles.title')}</PageTitle>
        {mayMake && (
          <Button mih={44} onClick={() => setShown('new')}>
            {t('roles.create')}
          </Button>
        )}
      </div>
      <Text>{t(mayMake ? 'roles.lead' : 'roles.read_only')}</Text>
      {error && <Problem error={error} onRetry={() => void refetch()} />}
      {!roles && !error && <Loading />}
      {roles && (
        <Shown
          roles={ordered}
          countOf={(role) => holders(role.id).length}
          onEdit={(role) => setShown(role)}
        />
      )}
      {shown && (
        <RoleDialog
          {...(shown !== 'new' && { role: shown, holders: holders(shown.id) })}
          roles={ordered}
          onClose={() => setShown(undefined)}
        />
      )}
    </div>
  );
}
