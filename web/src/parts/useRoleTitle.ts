import { SEEDED_ROLES } from '../../../domain/permissions';
import { useWords } from '../words/words';

/** A role's name as it was given; one that came with the product and was not renamed speaks the reader's language. */
export function useRoleTitle(): (role: { name: string; title: string }) => string {
  const t = useWords();
  const own = {
    admin: t('roles.admin'),
    manager: t('roles.manager'),
    supervisor: t('roles.supervisor'),
    executor: t('roles.executor'),
    auditor: t('roles.auditor'),
  };
  return ({ name, title }) => (SEEDED_ROLES[name]?.title === title && isOwn(name, own) ? own[name] : title);
}

const isOwn = <T extends object>(name: string, own: T): name is keyof T & string => Object.hasOwn(own, name);
