import { actionNoticeKey, actionWords } from '../../db/actionWords';
import type { ActionMoveContext } from '../../db/moveAction';

/** Tells people of a step; `key`, the step's own within the action, keeps a repeat from telling them twice. */
export async function tellOfAction(
  { tx, action, actor }: ActionMoveContext,
  userIds: readonly string[],
  kind: string,
  key: string,
  data: Record<string, unknown> = {},
): Promise<void> {
  if (userIds.length === 0) return;
  const ids = [action.owner_id, ...(actor.kind === 'user' ? [actor.user_id] : [])];
  const people = new Map((await tx.people.findMany(ids)).map((one) => [one.id, one.full_name]));
  const person = actor.kind === 'user' ? people.get(actor.user_id) : undefined;
  const words = {
    ...actionWords(action, people.get(action.owner_id) ?? ''),
    ...(person && { actor: person }),
    ...data,
  };
  await tx.notices.tell(
    userIds.map((user_id) => ({
      user_id,
      kind,
      check_id: action.check_id,
      data: words,
      key: actionNoticeKey(action.id, key),
    })),
  );
}
