import { Anchor, Button, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api } from '../../api/client';
import { Problem } from '../../parts/Problem';
import { useAdminWords } from '../adminWords';
import type { Action } from '../data/types';
import { usePages } from '../data/usePages';
import { Found } from '../parts/Found';
import { StateBadge } from '../parts/StateBadge';

const EVERY_MS = 5_000;

/** Actions whose task does not say the same yet, or could not be made. */
export function Unsynced() {
  const t = useAdminWords();
  const found = usePages<Action>('/actions/', [{ sync_status: 'failed' }, { sync_status: 'pending' }], {
    everyMs: EVERY_MS,
  });
  return (
    <Found
      found={found}
      isFiltered={false}
      empty={t('bitrix.unsynced_empty')}
      hint={t('bitrix.unsynced_empty_hint')}
    >
      <ul className="m-list m-group" aria-label={t('bitrix.tabs.unsynced')}>
        {found.items.map((action) => (
          <li key={action.id}>
            <UnsyncedRow action={action} />
          </li>
        ))}
      </ul>
    </Found>
  );
}

function UnsyncedRow({ action: { id, title, external, may } }: { action: Action }) {
  const t = useAdminWords();
  const queries = useQueryClient();
  const syncing = useMutation({
    mutationFn: () => api.post(`/actions/${id}/sync`),
    onSuccess: async () => {
      notifications.show({ message: t('bitrix.sync_told'), color: 'pine' });
      await queries.invalidateQueries({ queryKey: ['list', '/actions/'] });
      await queries.invalidateQueries({ queryKey: ['system', 'state'] });
    },
  });
  const isFailed = external?.sync_status === 'failed';
  return (
    <div className="m-notice">
      <div>
        <Anchor component={Link} to={`/actions/${id}`} fw={600} className="m-target">
          {title}
        </Anchor>
        <div>
          <StateBadge tone={isFailed ? 'bad' : 'busy'}>
            {t(`bitrix.state.${isFailed ? 'failed' : 'pending'}`)}
          </StateBadge>
        </div>
        {external?.sync_error && <Text size="sm">{external.sync_error}</Text>}
        {syncing.error && <Problem error={syncing.error} />}
      </div>
      {may.includes('sync') && (
        <Button
          variant="default"
          mih={44}
          loading={syncing.isPending}
          aria-label={t('bitrix.sync_named', { title })}
          onClick={() => syncing.mutate()}
        >
          {t('bitrix.sync')}
        </Button>
      )}
    </div>
  );
}
