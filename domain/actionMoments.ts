import { type ActionStatus, isActionRunning } from './action';
import { type Moment, type Timing, inOrder, reminders, steps } from './escalation';

/** Where an action is in its life, for the moments that lie before it. In steps `executor` is its owner. */
export interface ActionCourse extends Timing {
  status: ActionStatus;
  due_at: Date;
  due_version: number;
  verify_due_at: Date | null;
  verify_version: number;
  /** When this due_version was set. */
  armed_at: Date;
  /** Keys of the moments carried out. */
  done: ReadonlySet<string>;
}

/** All that still lies before an action if nobody does anything, in the order in which it is to be carried out. */
export function plannedActionMoments(course: ActionCourse): Moment[] {
  const { status, due_at, verify_due_at, done } = course;
  if (isActionRunning(status)) {
    const ladder = `due:${course.due_version}`;
    return inOrder([...reminders(course, due_at, ladder), ...steps(course, due_at, ladder)], done);
  }
  if (status === 'done' && verify_due_at)
    return inOrder(steps(course, verify_due_at, `verify:${course.verify_version}`), done);
  return [];
}
