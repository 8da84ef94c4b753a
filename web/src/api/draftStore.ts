/** Before the keys of unfinished text on this device; the id of the person who typed it follows. */
export const DRAFTS = 'proverka.draft.';

/** What the person who leaves did not finish, where it is to be lost. */
export function forgetDrafts(userId: string): void {
  for (const key of Object.keys(localStorage))
    if (key.startsWith(`${DRAFTS}${userId}.`)) localStorage.removeItem(key);
}
