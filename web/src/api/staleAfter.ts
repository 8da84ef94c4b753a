import type { QueryKey } from '@tanstack/react-query';
import type { LiveEvent } from './live';

const LIST_OF: Record<string, string> = {
  check: '/checks/',
  action: '/actions/',
  report: '/reports/',
  schedule: '/schedules/',
  template: '/templates/',
  notice: '/notices/',
};

/** The beginnings of the keys of what is to be read anew after an event; undefined for everything. */
export function staleAfter({ event, data: { id, check_id } }: LiveEvent): QueryKey[] | undefined {
  if (event === 'reset') return undefined;
  const path = LIST_OF[event];
  const keys: QueryKey[] = path ? [['list', path]] : [];
  switch (event) {
    case 'check':
      return [...keys, ['check', id], ['mine']];
    case 'report':
      return [...keys, ['check', check_id, 'reports']];
    case 'action':
    case 'schedule':
      return [...keys, [event, id]];
    case 'template':
      return [...keys, ['template', id], ['lookup', 'templates']];
    case 'notice':
      return [...keys, ['notices']];
    case 'area':
    case 'calendar':
      return [['lookup', `${event}s`]];
    default:
      return keys;
  }
}
