import { Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client';
import { everyOf } from '../manager/data/lookups';
import { ConfirmAct } from '../manager/parts/ConfirmAct';
import { Loading } from '../parts/Loading';
import { Problem } from '../parts/Problem';
import { Card } from '../parts/Card';
import { type Session, SessionList } from './SessionList';
import { useMyWords } from './words';

/** Where one is signed in. */
export function Sessions() {
  const t = useMyWords();
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery({
    queryKey: ['sessions'],
    queryFn: () => everyOf<Session>('/auth/sessions'),
  });
  const again = () => queries.invalidateQueries({ queryKey: ['sessions'] });
  const isAlone = data?.every(({ current }) => current) ?? true;
  return (
    <Card title={t('sessions.title')}>
      <Text size="sm">{t('sessions.text')}</Text>
      {error && <Problem error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading rows={2} />}
      {data && (
        <SessionList
          sessions={[...data].sort((a, b) => Number(b.current) - Number(a.current))}
          label={t('sessions.title')}
          onEnd={({ id }) => api.delete(`/auth/sessions/${id}`).finally(again)}
        />
      )}
      {!isAlone && (
        <ConfirmAct
          w="fit-content"
          label={t('sessions.end_others')}
          text={t('sessions.end_others_text')}
          told={t('sessions.ended_others')}
          isDangerous
          act={() => api.delete('/auth/sessions').finally(again)}
        />
      )}
    </Card>
  );
}
