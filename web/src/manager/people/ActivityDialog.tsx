import { useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client';
import { useAdminWords } from '../adminWords';
import type { User } from '../data/types';
import { ActDialog } from '../parts/ActDialog';
import { Unfinished } from './Unfinished';

/** Takes a person out of work, or back into it. */
export function ActivityDialog({ person, onClose }: { person: User; onClose: () => void }) {
  const t = useAdminWords();
  const queries = useQueryClient();
  const [act, done] = person.active
    ? (['deactivate', 'deactivated'] as const)
    : (['activate', 'activated'] as const);
  const change = async () => {
    await api.patch(`/users/${person.id}`, { active: !person.active });
    await queries.invalidateQueries({ queryKey: ['list', '/users/'] });
    await queries.invalidateQueries({ queryKey: ['lookup', 'people'] });
  };
  return (
    <ActDialog
      opened
      onClose={onClose}
      title={person.active ? t('people.deactivate_title', { name: person.full_name }) : t('people.activate')}
      text={t(`people.${act}_text`)}
      submit={t(`people.${act}`)}
      told={t(`people.${done}`)}
      isDangerous={person.active}
      act={change}
    >
      {person.active && <Unfinished person={person} />}
    </ActDialog>
  );
}
