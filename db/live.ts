import type { Connection } from './connection';
import { prepared } from './prepared';

/** Silent (the audit log has grown), or with a hint: `<subject>:<uuid>`. */
export const LIVE_CHANNEL = 'live';

/** Tells live readers of a change that leaves no audit entry, such as a report's progress. It is not replayed. */
export async function hintLive(
  connection: Connection,
  subject: 'report' | 'notice' | 'action' | 'schedule',
  id: string,
): Promise<void> {
  await prepared(connection, 'live_hint', `select pg_notify('${LIVE_CHANNEL}', $1)`, [`${subject}:${id}`]);
}
