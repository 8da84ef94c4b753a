/** 2 waiting, 3 in progress, 4 awaiting control, 5 completed, 6 deferred. */
export type BitrixStatus = 2 | 3 | 4 | 5 | 6;

export interface BitrixTask {
  id: string;
  title: string;
  description: string;
  status: BitrixStatus;
  deadline: Date | null;
  responsibleId: string;
  marker: string | null;
  /** Of the task's chat, where comments are its messages. */
  chatId: string | null;
  /** Of its last change, to the second; comments leave it. */
  changedAt: string;
}

export interface TaskFields {
  title: string;
  description: string;
  deadline: string;
  responsible_id: string;
  priority: 'low' | 'medium' | 'high';
  /** By which we know our own task again. */
  marker: string;
}

export type TaskPatch = Partial<Pick<TaskFields, 'title' | 'description' | 'deadline' | 'responsible_id'>>;

export interface BitrixComment {
  id: string;
  authorId: string;
  authorName: string;
  text: string;
}

/** Bitrix24 as far as corrective actions need it. Every method throws BitrixFault and nothing else. */
export interface Bitrix24 {
  /** The account we act for. */
  me(): Promise<string>;
  userByEmail(email: string): Promise<string | undefined>;
  emailOf(userId: string): Promise<string | undefined>;
  /** A repeat with the same key and fields makes no second task where the portal has the third version. */
  addTask(fields: TaskFields, key: string): Promise<string>;
  /** Tasks of ours with this marker, made since then, oldest first. */
  tasksMarked(marker: string, since: Date): Promise<string[]>;
  task(id: string): Promise<BitrixTask | undefined>;
  updateTask(id: string, patch: TaskPatch): Promise<void>;
  /** Moves the task from one status to another by the acts that Bitrix24 knows. */
  moveTask(id: string, from: BitrixStatus, to: BitrixStatus): Promise<void>;
  removeTask(id: string): Promise<void>;
  /** Tasks of ours changed since then, without their texts. */
  tasksChanged(since: Date): Promise<BitrixTask[]>;
  /** Those younger than `afterId`, oldest first; what the portal itself says in a chat is left out. */
  comments(task: Pick<BitrixTask, 'id' | 'chatId'>, afterId?: string): Promise<BitrixComment[]>;
  addComment(taskId: string, text: string, key: string): Promise<void>;
  /** Puts a file on our Drive under a name that is its own; one that is there already is taken. */
  upload(name: string, bytes: Buffer): Promise<string>;
  attach(taskId: string, fileId: string): Promise<void>;
}

/**
 * The portal as spoken to for one action, or for none. After `until`, by performance.now(), no call is begun: whoever
 * asked has given up by then, and another may be at the same work.
 */
export type Portal = (actionId?: string, until?: number) => Bitrix24;
