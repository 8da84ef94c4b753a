import type { PlacedAction } from '../../db/repositories/actions';
import type { FileRow } from '../../db/repositories/files';
import type { ActionAct } from '../../domain/action';
import { allowedActionActs } from '../../policies/actionActs';
import type { ServiceContext } from '../context';

export interface ActionWithActs {
  action: PlacedAction;
  files: FileRow[];
  may: ActionAct[];
}

/** Actions that the caller sees, each with its evidence and the acts that the caller may take on it now. */
export async function withActionActs(
  ctx: ServiceContext,
  actions: readonly PlacedAction[],
): Promise<ActionWithActs[]> {
  const found = await ctx.db.read.files.findMany([...new Set(actions.flatMap(({ files }) => files))]);
  const byId = new Map(found.map((file) => [file.id, file]));
  return actions.map((action) => ({
    action,
    files: action.files.flatMap((id) => byId.get(id) ?? []),
    may: allowedActionActs(action, ctx.actor),
  }));
}
