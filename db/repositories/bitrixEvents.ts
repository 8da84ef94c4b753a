import { v7 as uuidv7 } from 'uuid';
import type { Connection } from '../connection';

export interface BitrixEvent {
  event: string;
  task_id: string;
  message_id: string | null;
  ts: number;
  action_id: string | null;
}

/** What the portal told us. */
export function createBitrixEvents(connection: Connection) {
  return {
    /** False where it had been told before. */
    async insert(event: BitrixEvent): Promise<boolean> {
      const made = await connection('bitrix_events')
        .insert({ id: uuidv7(), ...event })
        .onConflict()
        .ignore()
        .returning('id');
      return made.length > 0;
    },
  };
}
