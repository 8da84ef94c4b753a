import { useRoles, usePeople } from '../data/lookups';
import { useManagerWords } from '../words';

/** Whom a rule names, as people say it: `role:manager` → «Руководитель». */
export function useTargetText(): (target: string) => string {
  const t = useManagerWords();
  const { data: roles = [] } = useRoles();
  const { data: people = [] } = usePeople();
  return (target) => {
    if (target === 'executor' || target === 'supervisor' || target === 'owner')
      return t(`common.target.${target}`);
    const [kind, name] = target.split(':');
    if (kind === 'role') return roles.find((role) => role.name === name)?.title ?? String(name);
    if (kind === 'user') return people.find(({ id }) => id === name)?.full_name ?? '…';
    return target;
  };
}
