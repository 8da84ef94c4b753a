import type { AuditEntry } from '../data/types';

const PAGES: Record<string, string> = {
  check: '/checks/',
  action: '/actions/',
  template: '/templates/',
  schedule: '/schedules/',
};

/** Where the subject of an entry can be looked at, where it has a page of its own. */
export function pageOf({ entity_type, entity_id }: AuditEntry): string | undefined {
  const page = PAGES[entity_type];
  return page && page + entity_id;
}
