import type { ActionCommandAct, ActionCommands, ActionStatus, SyncStatus } from '../../domain/action';
import type { Moment } from '../../domain/escalation';
import type { CommandedBy } from '../commandingActor';

/** What the process needs to know of its action; read from the rows after each step. */
export interface ActionState {
  action_id: string;
  /** Number of the last fact that was read. */
  seq: number;
  revision: number;
  title: string;
  status: ActionStatus;
  ended: boolean;
  owner_id: string;
  area_id: string | null;
  due_at: string;
  escalation_level: number;
  /** What is to happen next if nobody acts; null when nothing is. */
  next: { at: string; kind: Moment['kind']; step: number } | null;
  /** How far the counterpart outside is; null where there is none. */
  sync: SyncStatus | null;
}

export type ActionCommand<A extends ActionCommandAct = ActionCommandAct> = ActionCommands[A] & {
  command_id: string;
  by: CommandedBy;
};
