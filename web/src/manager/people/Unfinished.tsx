import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Loading } from '../../parts/Loading';
import { Problem } from '../../parts/Problem';
import { useAdminWords } from '../adminWords';
import { everyOf, usePeople } from '../data/lookups';
import type { Action, ListedCheck, User } from '../data/types';

const NAMED = 3;

/** What a person leaves behind, and who will be told of it. */
export function Unfinished({ person }: { person: User }) {
  const t = useAdminWords();
  const { data: people = [] } = usePeople();
  const { data, error } = useQuery({
    queryKey: ['unfinished', person.id],
    queryFn: async () => ({
      checks: await everyOf<ListedCheck>('/checks/', {
        executor_id: person.id,
        status: 'open,in_progress',
      }),
      actions: await everyOf<Action>('/actions/', {
        owner_id: person.id,
        status: 'open,in_progress,returned',
      }),
    }),
    staleTime: 0,
  });
  if (error) return <Problem error={error} />;
  if (!data) return <Loading rows={1} />;
  const { checks, actions } = data;
  if (checks.length + actions.length === 0) return <Text>{t('people.nothing_open')}</Text>;
  const titles = (items: { title: string }[]) =>
    items
      .slice(0, NAMED)
      .map(({ title }) => `«${title}»`)
      .concat(items.length > NAMED ? [t('people.too_many')] : [])
      .join(', ');
  const supervisor = people.find(({ id, active }) => active && id === person.supervisor_id);
  const who = supervisor ? t('people.the_supervisor', { name: supervisor.full_name }) : t('people.you');
  return (
    <Stack gap="xs">
      {checks.length > 0 && (
        <Text>{t('people.open_checks', { count: checks.length, titles: titles(checks) })}</Text>
      )}
      {actions.length > 0 && (
        <Text>{t('people.open_actions', { count: actions.length, titles: titles(actions) })}</Text>
      )}
      <Text fw={600}>{t('people.stays', { who })}</Text>
    </Stack>
  );
}
