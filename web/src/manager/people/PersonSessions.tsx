import { Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client';
import { type Session, SessionList } from '../../me/SessionList';
import { Dialog } from '../../parts/Dialog';
import { Loading } from '../../parts/Loading';
import { Problem } from '../../parts/Problem';
import { useAdminWords } from '../adminWords';
import { everyOf } from '../data/lookups';
import type { User } from '../data/types';
import { ConfirmAct } from '../parts/ConfirmAct';

/** Where somebody is signed in. */
export function PersonSessions({ person, onClose }: { person: User; onClose: () => void }) {
  const t = useAdminWords();
  const queries = useQueryClient();
  const path = `/users/${person.id}/sessions`;
  const { data, error, refetch } = useQuery({
    queryKey: ['sessions', person.id],
    queryFn: () => everyOf<Session>(path),
    staleTime: 0,
  });
  const again = () => queries.invalidateQueries({ queryKey: ['sessions'] });
  const title = t('people.sessions_title', { name: person.full_name });
  return (
    <Dialog opened onClose={onClose} title={title} size="lg">
      <Stack>
        {error && <Problem error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Loading rows={2} />}
        {data?.length === 0 && <Text>{t('people.sessions_none')}</Text>}
        {data && (
          <SessionList
            sessions={data}
            label={title}
            onEnd={({ id }) => api.delete(`${path}/${id}`).finally(again)}
          />
        )}
        {data && data.filter(({ current }) => !current).length > 1 && (
          <ConfirmAct
            w="fit-content"
            label={t('people.end_all')}
            text={t('people.end_all_text')}
            told={t('people.all_ended')}
            isDangerous
            act={() => api.delete(path).finally(again)}
          />
        )}
      </Stack>
    </Dialog>
  );
}
