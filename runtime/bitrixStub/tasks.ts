import { ACTING_USER, type Portal, type StubTask } from './portal';
import { Refusal, wrong } from './refusal';
import type { EventName } from './events';

/** What both versions of the API, and people by the page, do to tasks. */
export interface TaskDesk {
  add(fields: NewTask): StubTask;
  change(id: number, change: TaskChange): StubTask;
  move(id: number, act: TaskAct): StubTask;
  remove(id: number): void;
  say(id: number, authorId: number, text: string): number;
  attach(id: number, fileIds: readonly number[]): void;
  get(id: number): StubTask;
}

export type NewTask = Partial<StubTask> & Pick<StubTask, 'title' | 'responsibleId'>;
export type TaskChange = Partial<
  Pick<
    StubTask,
    'title' | 'description' | 'deadline' | 'responsibleId' | 'status' | 'priority' | 'tags' | 'xmlId'
  >
>;
export type TaskAct = 'start' | 'pause' | 'complete' | 'renew' | 'approve' | 'disapprove' | 'defer';

const ACTS: Record<TaskAct, { from: readonly number[]; to: number }> = {
  start: { from: [2, 6], to: 3 },
  pause: { from: [3], to: 2 },
  complete: { from: [2, 3, 4, 6], to: 5 },
  renew: { from: [4, 5, 6], to: 2 },
  approve: { from: [4], to: 5 },
  disapprove: { from: [4], to: 2 },
  defer: { from: [2, 3], to: 6 },
};

export function createTaskDesk(
  portal: Portal,
  tell: (event: EventName, taskId: number, messageId?: number) => void,
  now: () => Date,
): TaskDesk {
  const found = (id: number): StubTask => {
    const task = portal.task(id);
    if (!task) throw new Refusal(400, '0', 'Action on the task is not allowed');
    return task;
  };
  const known = (userId: number): void => {
    if (!portal.user(userId)) throw wrong('Assignee not found<br>');
  };
  const changed = (task: StubTask): StubTask => {
    task.changedDate = now().toISOString();
    tell('ONTASKUPDATE', task.id);
    return task;
  };

  return {
    get: found,

    add(fields) {
      if (fields.title.trim() === '') throw wrong('Task name is not specified<br>');
      known(fields.responsibleId);
      const at = now().toISOString();
      const task: StubTask = {
        description: '',
        status: 2,
        priority: 1,
        deadline: null,
        createdBy: ACTING_USER,
        xmlId: null,
        tags: [],
        fileIds: [],
        ...fields,
        id: portal.nextId(),
        chatId: portal.nextId(),
        createdDate: at,
        changedDate: at,
      };
      portal.data.tasks.push(task);
      tell('ONTASKADD', task.id);
      return task;
    },

    change(id, change) {
      const task = found(id);
      if (change.responsibleId !== undefined) known(change.responsibleId);
      if (change.status !== undefined && ![2, 3, 4, 5, 6].includes(change.status))
        throw wrong('Incorrect status<br>');
      Object.assign(task, change);
      return changed(task);
    },

    move(id, act) {
      const task = found(id);
      const { from, to } = ACTS[act];
      if (!from.includes(task.status)) throw new Refusal(400, '0', 'Action on the task is not allowed');
      task.status = to;
      return changed(task);
    },

    remove(id) {
      const task = found(id);
      portal.data.tasks.splice(portal.data.tasks.indexOf(task), 1);
      tell('ONTASKDELETE', id);
    },

    say(id, authorId, text) {
      const message = portal.say(found(id).id, authorId, text);
      tell('ONTASKCOMMENTADD', id, message.id);
      return message.id;
    },

    attach(id, fileIds) {
      const task = found(id);
      for (const fileId of fileIds) {
        if (!portal.data.files.some((file) => file.id === fileId)) throw wrong('File not found<br>');
        if (!task.fileIds.includes(fileId)) task.fileIds.push(fileId);
      }
      changed(task);
    },
  };
}
