import { useSession } from '../api/session';

/** Where a person's own checks are: at the start, unless they look after others' too and start at the board. */
export const minePath = (permissions: readonly string[]): string =>
  permissions.includes('VIEW_CHECKS') ? '/mine' : '/';

export const useMinePath = (): string => minePath(useSession().permissions);
