import type { AuditedChange, LiveChanges } from '../../db/repositories/liveChanges';
import type { Actor } from '../../domain/actor';
import { LIVE_SUBJECTS, type LiveData, type LiveSubject } from '../../domain/live';
import { mayOf } from '../../policies/authorize';

/** A change of one subject, as it was last seen; `seq` of the audit entry, absent for a hint. */
export interface LiveChange {
  seq?: number;
  subject: LiveSubject;
  data: LiveData;
  maySee(actor: Actor): boolean;
  /** Those from whom it was taken. */
  formerIds: readonly string[];
}

/** What is to be read anew of a subject. */
export interface Touched {
  seq?: number;
  subject: LiveSubject;
  id: string;
  formerIds: string[];
}

/** Entries of one subject count once, at the place of the last. */
export function touchedBy(entries: readonly AuditedChange[]): Touched[] {
  const touched = new Map<string, Touched>();
  for (const { seq, entity_type, entity_id, former_id } of entries) {
    if (!isSubject(entity_type)) continue;
    const key = `${entity_type}:${entity_id}`;
    const formerIds = [...(touched.get(key)?.formerIds ?? []), ...(former_id === null ? [] : [former_id])];
    touched.delete(key);
    touched.set(key, { seq, subject: entity_type, id: entity_id, formerIds });
  }
  return [...touched.values()];
}

export function touchedByHint(hint: string): Touched | undefined {
  const [subject = '', id = ''] = hint.split(':');
  return isSubject(subject) ? { subject, id, formerIds: [] } : undefined;
}

const isSubject = (name: string): name is LiveSubject => (LIVE_SUBJECTS as readonly string[]).includes(name);

type Seen = Pick<LiveChange, 'data' | 'maySee'>;

/** The changes with the policies' answers to who may see them, as the rows stand now. */
export async function loadChanges(read: LiveChanges, touched: readonly Touched[]): Promise<LiveChange[]> {
  const idsOf = (subject: LiveSubject) =>
    touched.filter((one) => one.subject === subject).map(({ id }) => id);
  const [checks, actions, reports, schedules] = await Promise.all([
    read.checks(idsOf('check')),
    read.actions(idsOf('action')),
    read.reports(idsOf('report')),
    read.schedules(idsOf('schedule')),
  ]);
  const seen = new Map<string, Seen>();
  for (const { id, status, area_id, ...facts } of checks)
    seen.set(id, { data: { id, area_id, status }, maySee: mayOf('view', 'Check', facts) });
  for (const { id, status, area_id, ...facts } of actions)
    seen.set(id, { data: { id, area_id, status }, maySee: mayOf('view', 'Action', facts) });
  for (const { id, status, area_id, check_id, ...facts } of reports)
    seen.set(id, { data: { id, area_id, status, check_id }, maySee: mayOf('view', 'Report', facts) });
  for (const { id, area_id, ...facts } of schedules)
    seen.set(id, { data: { id, area_id }, maySee: mayOf('view', 'Schedule', facts) });
  return touched.flatMap(({ id, ...rest }) => {
    const found = seen.get(id) ?? ofThePlant(rest.subject, id);
    return found ? [{ ...rest, ...found }] : [];
  });
}

/** What has no place of its own. */
function ofThePlant(subject: LiveSubject, id: string): Seen | undefined {
  switch (subject) {
    case 'template':
      return { data: { id }, maySee: mayOf('view', 'Template') };
    case 'area':
      return { data: { id }, maySee: mayOf('view', 'Area') };
    case 'calendar':
      return { data: { id }, maySee: mayOf('view', 'Calendar') };
    default:
      return undefined;
  }
}
