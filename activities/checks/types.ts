import type { CheckCommands, CommandAct } from '../../domain/command';
import type { CheckStatus } from '../../domain/check';
import type { Moment } from '../../domain/escalation';
import type { CommandedBy } from '../commandingActor';

/** What the process needs to know of its check; read from the rows after each step. */
export interface CheckState {
  check_id: string;
  /** Number of the last fact that was read. */
  seq: number;
  title: string;
  status: CheckStatus;
  ended: boolean;
  executor_id: string;
  area_id: string | null;
  due_at: string;
  escalation_level: number;
  progress: { answered: number; required: number; total: number };
  /** What is to happen next if nobody acts; null when nothing is. */
  next: { at: string; kind: Moment['kind']; step: number } | null;
  /** Reports that the end of the check promised and that are not made yet. */
  reports: string[];
}

export type Command<A extends CommandAct = CommandAct> = CheckCommands[A] & {
  command_id: string;
  by: CommandedBy;
};
