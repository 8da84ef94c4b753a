import type { Bitrix24, TaskFields } from '../../clients/bitrix24/portal';
import { BitrixFault } from '../../clients/bitrix24/fault';
import type { PlacedAction } from '../../db/repositories/actions';
import type { BitrixTaskRow } from '../../db/repositories/bitrixTasks';
import type { BitrixActivityDeps } from './deps';
import { accountOf } from './people';
import { markerOf, wordsOfTask } from './taskText';

/** The clocks of both sides may differ so much. */
const CLOCKS_MS = 60 * 60_000;

/**
 * The task of an action: found again where an earlier try may have made it, made where none has. Before the first try
 * it is written down that there is one, so that a lost reply, or a worker that dies, never makes a second task.
 */
export async function createTask(
  deps: BitrixActivityDeps,
  portal: Bitrix24,
  action: PlacedAction,
  row: BitrixTaskRow,
): Promise<string> {
  const { db, now } = deps;
  const sent = row.sent ?? (await firstWords(deps, portal, action));
  const id = (row.tried_at && (await foundAgain(portal, action.id, row.tried_at))) ?? (await made());
  await db.transaction(async (tx) => {
    await tx.actions.update(action.id, { external_id: id });
    await tx.bitrixTasks.update(action.id, {
      agreed: {
        title: sent.fields.title ?? '',
        description: sent.fields.description ?? '',
        due_at: sent.fields.deadline ?? '',
        owner_id: sent.owner_id,
        responsible_id: sent.fields.responsible_id ?? '',
        status: 2,
        action_status: 'open',
      },
    });
  });
  return id;

  async function made(): Promise<string> {
    if (!row.sent) await db.read.bitrixTasks.update(action.id, { sent, tried_at: row.tried_at ?? now() });
    // The body is the same at each try, as the key demands; what has changed meanwhile follows as an update.
    const fields = sent.fields as unknown as TaskFields;
    try {
      return await portal.addTask(fields, `action-${action.id}:create:${row.generation}`);
    } catch (error) {
      // Whose account is whose may be put right before a person sends it again: then it is worded anew.
      if (error instanceof BitrixFault && !error.canPass)
        await db.read.bitrixTasks.update(action.id, { sent: null, generation: row.generation + 1 });
      throw error;
    }
  }
}

async function firstWords(
  deps: BitrixActivityDeps,
  portal: Bitrix24,
  action: PlacedAction,
): Promise<NonNullable<BitrixTaskRow['sent']>> {
  const account = await accountOf(deps.db, portal, action.owner_id);
  const fields: TaskFields = {
    ...wordsOfTask(deps, action, account !== undefined),
    responsible_id: account ?? (await portal.me()),
    priority: action.priority,
    marker: markerOf(action.id),
  };
  return { fields: { ...fields }, owner_id: action.owner_id };
}

/** The oldest one with our marker. Two can only come of calls that crossed: the younger go. */
async function foundAgain(portal: Bitrix24, actionId: string, triedAt: Date): Promise<string | undefined> {
  const since = new Date(triedAt.getTime() - CLOCKS_MS);
  const [first, ...others] = await portal.tasksMarked(markerOf(actionId), since);
  for (const other of others)
    await portal.removeTask(other).catch((error: unknown) => {
      if (!(error instanceof BitrixFault) || error.canPass) throw error;
    });
  return first;
}
