import { minePath } from '../executor/useMinePath';
import type { PanelKey } from '../words/words';

interface Section {
  path: string;
  word: PanelKey;
  /** One of them is needed; all may where none is named. */
  permissions?: readonly string[];
  /** Pages below it are not its own: a check is for its executor too. */
  isAlone?: boolean;
}

/** In the order of the menu. */
export const SECTIONS: readonly Section[] = [
  { path: '/', word: 'menu.mine', permissions: ['FILL_CHECKS'] },
  { path: '/board', word: 'menu.board', permissions: ['VIEW_CHECKS'] },
  { path: '/checks', word: 'menu.checks', permissions: ['VIEW_CHECKS'], isAlone: true },
  { path: '/actions', word: 'menu.actions', permissions: ['MANAGE_ACTIONS', 'VIEW_CHECKS', 'FILL_CHECKS'] },
  { path: '/schedules', word: 'menu.schedules', permissions: ['VIEW_SCHEDULES'] },
  { path: '/reports', word: 'menu.reports', permissions: ['VIEW_REPORTS', 'GENERATE_REPORTS'] },
  { path: '/analytics', word: 'menu.analytics', permissions: ['VIEW_ANALYTICS'] },
  { path: '/templates', word: 'menu.templates', permissions: ['VIEW_CHECKLISTS'] },
  { path: '/people', word: 'menu.users', permissions: ['VIEW_USERS', 'MANAGE_USERS'] },
  { path: '/roles', word: 'menu.roles', permissions: ['MANAGE_ROLES'] },
  { path: '/places', word: 'menu.places', permissions: ['MANAGE_AREAS'] },
  { path: '/audit', word: 'menu.audit', permissions: ['VIEW_AUDIT'] },
  { path: '/integrations', word: 'menu.bitrix', permissions: ['MANAGE_INTEGRATIONS'] },
  { path: '/system', word: 'menu.system', permissions: ['MANAGE_INTEGRATIONS'] },
];

/** Whether the page at the address is one that nobody without further permissions opens. */
export function isForbidden(pathname: string, permissions: readonly string[]): boolean {
  const section = SECTIONS.find(({ path, isAlone }) =>
    isAlone ? pathname === path : path !== '/' && `${pathname}/`.startsWith(`${path}/`),
  );
  return section !== undefined && !sectionsFor(permissions).includes(section);
}

export function sectionsFor(permissions: readonly string[]): Section[] {
  return SECTIONS.filter(
    ({ permissions: needed }) => !needed || needed.some((one) => permissions.includes(one)),
  ).map((section) => (section.word === 'menu.mine' ? { ...section, path: minePath(permissions) } : section));
}
