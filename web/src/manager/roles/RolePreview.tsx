import { Text, Title } from '@mantine/core';
import { useId } from 'react';
import type { Permission } from '../../../../domain/permissions';
import { useAdminWords } from '../adminWords';
import type { User } from '../data/types';
import { inOrder } from './permissionGroups';

const NAMED = 8;

interface RolePreviewProps {
  before: readonly Permission[];
  after: readonly Permission[];
  /** Who has the role; absent for a new one. */
  holders?: readonly User[];
}

/** What saving would give and take, and whom it concerns. */
export function RolePreview({ before, after, holders }: RolePreviewProps) {
  const t = useAdminWords();
  const id = useId();
  const gained = inOrder(after).filter((one) => !before.includes(one));
  const lost = inOrder(before).filter((one) => !after.includes(one));
  const isSame = gained.length + lost.length === 0;
  const list = (permissions: Permission[]) => (
    <ul className="m-plain">
      {permissions.map((one) => (
        <li key={one}>{t(`permissions.${one}.name`)}</li>
      ))}
    </ul>
  );
  return (
    <section className="m-preview" aria-labelledby={id} aria-live="polite">
      <Title order={3} size="h6" id={id}>
        {t('roles.preview')}
      </Title>
      {isSame && <Text size="sm">{t('roles.nothing')}</Text>}
      {gained.length > 0 && (
        <div>
          <Text size="sm" fw={600}>
            {t('roles.gains')}
          </Text>
          {list(gained)}
        </div>
      )}
      {lost.length > 0 && (
        <div>
          <Text size="sm" fw={600} c="var(--late)">
            {t('roles.loses')}
          </Text>
          {list(lost)}
        </div>
      )}
      {!isSame && holders && (
        <Text size="sm">
          {holders.length === 0
            ? t('roles.hits_nobody')
            : `${t('roles.hits', { count: holders.length })} ${namesOf(holders)}`}
          {holders.length > NAMED && ` ${t('roles.and_more', { count: holders.length - NAMED })}`}
        </Text>
      )}
    </section>
  );
}

const namesOf = (holders: readonly User[]) =>
  holders
    .slice(0, NAMED)
    .map(({ full_name }) => full_name)
    .join(', ');
