import { useAreas, useCalendars, usePeople, useRoles } from '../data/lookups';
import type { AuditEntry } from '../data/types';

/** Whom or what an entry is about, where a name is at hand: the log itself holds ids alone. */
export function useSubjectName({ entity_type, entity_id }: AuditEntry): string | undefined {
  const { data: people = [] } = usePeople();
  const { data: roles = [] } = useRoles();
  const { data: areas = [] } = useAreas();
  const { data: calendars = [] } = useCalendars();
  switch (entity_type) {
    case 'user':
      return people.find(({ id }) => id === entity_id)?.full_name;
    case 'role':
      return roles.find(({ id }) => id === entity_id)?.title;
    case 'area':
      return areas.find(({ id }) => id === entity_id)?.name;
    case 'calendar':
      return calendars.find(({ id }) => id === entity_id)?.name;
    default:
      return undefined;
  }
}
