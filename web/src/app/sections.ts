import type { PanelKey } from '../words/words';

interface Section {
  path: string;
  word: PanelKey;
  /** One of them is needed; all may where none is named. */
  permissions?: readonly string[];
}

/** In the order of the menu. */
export const SECTIONS: readonly Section[] = [
  { path: '/', word: 'menu.mine', permissions: ['FILL_CHECKS'] },
  { path: '/board', word: 'menu.board', permissions: ['VIEW_CHECKS'] },
  { path: '/actions', word: 'menu.actions', permissions: ['MANAGE_ACTIONS', 'VIEW_CHECKS', 'FILL_CHECKS'] },
  { path: '/schedules', word: 'menu.schedules', permissions: ['VIEW_SCHEDULES'] },
  { path: '/analytics', word: 'menu.analytics', permissions: ['VIEW_ANALYTICS'] },
  { path: '/templates', word: 'menu.templates', permissions: ['VIEW_CHECKLISTS'] },
  { path: '/people', word: 'menu.users', permissions: ['VIEW_USERS', 'MANAGE_USERS'] },
  { path: '/places', word: 'menu.places', permissions: ['MANAGE_AREAS'] },
  { path: '/audit', word: 'menu.audit', permissions: ['VIEW_AUDIT'] },
];

export function sectionsFor(permissions: readonly string[]): Section[] {
  return SECTIONS.filter(
    ({ permissions: needed }) => !needed || needed.some((one) => permissions.includes(one)),
  );
}
