import { PERMISSIONS, type Permission } from '../../../../domain/permissions';
import { type AdminWords, useAdminWords } from '../adminWords';
import { useAreas, useCalendars, usePeople, useRoles } from '../data/lookups';
import { useTimeText } from '../parts/When';

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
const PERSON = /^(user|executor|owner|supervisor)_ids?$/;
const isPermission = (text: string): text is Permission => (PERMISSIONS as readonly string[]).includes(text);

/** A value of the log as people read it: names in place of ids, words in place of true and false. */
export function useAuditValue(): (field: string, value: unknown) => string {
  const t = useAdminWords();
  const time = useTimeText();
  const { data: people = [] } = usePeople();
  const { data: roles = [] } = useRoles();
  const { data: areas = [] } = useAreas();
  const { data: calendars = [] } = useCalendars();

  const named = (field: string, id: string): string | undefined => {
    if (PERSON.test(field)) return people.find((one) => one.id === id)?.full_name;
    if (field === 'role_id') return roles.find((one) => one.id === id)?.title;
    if (field === 'area_id' || field === 'parent_id') return areas.find((one) => one.id === id)?.name;
    if (field === 'calendar_id') return calendars.find((one) => one.id === id)?.name;
    return undefined;
  };
  const textOf = (field: string, value: unknown): string => {
    if (value === undefined) return '—';
    if (value === null || value === '') return t('audit.empty');
    if (typeof value === 'boolean') return t(value ? 'audit.yes' : 'audit.no');
    if (Array.isArray(value))
      return value.length === 0 ? t('audit.empty') : value.map((one) => textOf(field, one)).join(', ');
    if (typeof value !== 'string') return JSON.stringify(value, null, 1);
    return named(field, value) ?? plain(t, time, value);
  };
  return textOf;
}

function plain(t: AdminWords, time: (at: string) => string, text: string): string {
  if (text === '[redacted]') return t('audit.hidden');
  if (isPermission(text)) return t(`permissions.${text}.name`);
  return MOMENT.test(text) ? time(text) : text;
}
