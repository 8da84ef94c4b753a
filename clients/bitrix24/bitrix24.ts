import { BitrixFault } from './fault';
import { type PaceOptions, createPace } from './pace';
import { type Answer, type Call, type TransportOptions, createTransport } from './transport';

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

export interface Bitrix24Options extends TransportOptions {
  /** 2 a second, 40 at once unless stated. */
  pace?: PaceOptions;
}

const PAGES = 40;
const SELECT = ['ID', 'TITLE', 'DESCRIPTION', 'STATUS', 'DEADLINE', 'RESPONSIBLE_ID', 'XML_ID', 'CHAT_ID', 'CHANGED_DATE'];
const PRIORITY_V2 = { low: 0, medium: 1, high: 2 };
const PRIORITY_V3 = { low: 'low', medium: 'average', high: 'high' };

/**
 * The portal as spoken to for one action, or for none. After `until`, by performance.now(), no call is begun: whoever
 * asked has given up by then, and another may be at the same work.
 */
export type Portal = (actionId?: string, until?: number) => Bitrix24;

const ACCOUNTS_KEPT_MS = 10 * 60_000;

/** Detection, pace and known accounts are shared by all that speak to the portal. */
export function createBitrix24(options: Bitrix24Options): Portal {
  const transport = createTransport(options);
  const paced = createPace(options.pace ?? { perSecond: 2, burst: 40 });
  let third: Promise<boolean> | undefined;
  let self: Promise<string> | undefined;
  let storage: Promise<string> | undefined;
  const accounts = new Map<string, { id: string; at: number }>();

  return (actionId, until) => {
    const call = async (
      version: Call['version'],
      method: string,
      params: Record<string, unknown>,
      key?: string,
    ): Promise<Answer> => {
      await paced();
      if (until !== undefined && performance.now() > until)
        throw new BitrixFault('transient', 'late', 'Bitrix24 answers too slowly');
      return transport({
        ...{ version, method, params },
        ...(key !== undefined && { key }),
        ...(actionId !== undefined && { actionId }),
      });
    };
    const pages = async (method: string, params: Record<string, unknown>): Promise<unknown[]> => {
      const all: unknown[] = [];
      for (let page = 0, start: number | undefined = 0; page < PAGES && start !== undefined; page++) {
        const { result, next }: Answer = await call(2, method, { ...params, start });
        all.push(...listIn(result));
        start = next;
      }
      return all;
    };
    /** Whether the portal has the third version, which alone knows Idempotency-Key. Asked once. */
    const hasThird = (): Promise<boolean> =>
      once(
        () => third,
        (value) => (third = value),
        async () => {
          try {
            const { result } = await call(3, 'rest.documentation.openapi', {});
            return '/tasks.task.add' in objectOf(objectOf(result).paths);
          } catch (error) {
            if (error instanceof BitrixFault && !error.canPass) return false;
            throw error;
          }
        },
      );
    const me = (): Promise<string> =>
      once(
        () => self,
        (value) => (self = value),
        async () => idIn(objectOf((await call(2, 'profile', {})).result).ID),
      );
    const ownStorage = (): Promise<string> =>
      once(
        () => storage,
        (value) => (storage = value),
        async () => {
          const filter = { ENTITY_TYPE: 'user', ENTITY_ID: await me() };
          const [first] = listIn((await call(2, 'disk.storage.getlist', { filter })).result);
          return idIn(objectOf(first).ID);
        },
      );

    return {
      me,

      async userByEmail(email) {
        const known = accounts.get(email);
        if (known && performance.now() - known.at < ACCOUNTS_KEPT_MS) return known.id;
        const { result } = await call(2, 'user.get', { FILTER: { EMAIL: email, ACTIVE: true } });
        const found = listIn(result).map(objectOf);
        const exact = found.find(
          (user) => String(user.EMAIL).toLowerCase() === email.toLowerCase() && user.ACTIVE !== false,
        );
        if (!exact) return undefined;
        const id = idIn(exact.ID);
        accounts.set(email, { id, at: performance.now() });
        return id;
      },

      async emailOf(userId) {
        const { result } = await call(2, 'user.get', { FILTER: { ID: userId } });
        const found = listIn(result)
          .map(objectOf)
          .find((user) => String(user.ID) === userId);
        return found && typeof found.EMAIL === 'string' && found.EMAIL !== '' ? found.EMAIL : undefined;
      },

      async addTask({ title, description, deadline, responsible_id, priority, marker }, key) {
        const creator = await me();
        if (await hasThird()) {
          const fields = {
            ...{ title, description, deadline, xmlId: marker, priority: PRIORITY_V3[priority] },
            ...{ creatorId: Number(creator), responsibleId: Number(responsible_id), needsControl: true },
          };
          const { result } = await call(3, 'tasks.task.add', { fields }, key);
          return idIn(objectOf(objectOf(result).item).id);
        }
        const fields = {
          ...{ TITLE: title, DESCRIPTION: description, DEADLINE: deadline, PRIORITY: PRIORITY_V2[priority] },
          ...{ CREATED_BY: creator, RESPONSIBLE_ID: responsible_id, TASK_CONTROL: 'Y' },
          ...{ XML_ID: marker, TAGS: [marker] },
        };
        const { result } = await call(2, 'tasks.task.add', { fields });
        return idIn(objectOf(objectOf(result).task).id);
      },

      async tasksMarked(marker, since) {
        const found = await pages('tasks.task.list', {
          filter: { CREATED_BY: await me(), '>=CREATED_DATE': since.toISOString() },
          order: { ID: 'asc' },
          select: ['ID', 'XML_ID', 'DESCRIPTION'],
        });
        return found
          .map(objectOf)
          .filter(({ xmlId, description }) => xmlId === marker || String(description).includes(marker))
          .map(({ id }) => idIn(id));
      },

      async task(id) {
        const { result } = await call(2, 'tasks.task.get', { taskId: id, select: SELECT });
        const task = objectOf(result).task;
        return task === undefined ? undefined : taskOf(objectOf(task));
      },

      async updateTask(id, patch) {
        const { title, description, deadline, responsible_id } = patch;
        const fields = Object.entries({
          ...{ TITLE: title, DESCRIPTION: description, DEADLINE: deadline, RESPONSIBLE_ID: responsible_id },
        }).filter(([, value]) => value !== undefined);
        await call(2, 'tasks.task.update', { taskId: id, fields: Object.fromEntries(fields) });
      },

      async moveTask(id, from, to) {
        for (const act of actsBetween(from, to)) {
          if (act === 'control') await call(2, 'tasks.task.update', { taskId: id, fields: { STATUS: 4 } });
          else await call(2, `tasks.task.${act}`, { taskId: id });
        }
      },

      async removeTask(id) {
        await call(2, 'tasks.task.delete', { taskId: id });
      },

      async tasksChanged(since) {
        const found = await pages('tasks.task.list', {
          filter: { CREATED_BY: await me(), '>=CHANGED_DATE': since.toISOString() },
          order: { ID: 'asc' },
          select: ['ID', 'STATUS', 'DEADLINE', 'RESPONSIBLE_ID', 'CHANGED_DATE'],
        });
        return found.map((task) => taskOf(objectOf(task)));
      },

      async comments({ id, chatId }, afterId = '0') {
        if (chatId !== null && (await hasThird())) return chatMessages(call, chatId, afterId);
        const found = await pages('task.commentitem.getlist', {
          ...{ TASKID: id, ORDER: { ID: 'asc' }, FILTER: { '>ID': afterId } },
        });
        return found.map(objectOf).map((item) => ({
          id: idIn(item.ID),
          authorId: String(item.AUTHOR_ID),
          authorName: String(item.AUTHOR_NAME ?? ''),
          text: String(item.POST_MESSAGE ?? ''),
        }));
      },

      async addComment(taskId, text, key) {
        if (await hasThird())
          await call(3, 'tasks.task.chat.message.send', { fields: { taskId: Number(taskId), text } }, key);
        else await call(2, 'task.commentitem.add', { TASKID: taskId, FIELDS: { POST_MESSAGE: text } });
      },

      async upload(name, bytes) {
        const id = await ownStorage();
        const there = async (): Promise<string | undefined> => {
          const filter = { NAME: name };
          const [file] = listIn((await call(2, 'disk.storage.getchildren', { id, filter })).result);
          return file === undefined ? undefined : idIn(objectOf(file).ID);
        };
        try {
          const { result } = await call(2, 'disk.storage.uploadfile', {
            ...{ id, data: { NAME: name }, fileContent: [name, bytes.toString('base64')] },
          });
          return idIn(objectOf(result).ID);
        } catch (error) {
          const known =
            error instanceof BitrixFault && error.code === 'DISK_OBJ_22000' ? await there() : undefined;
          if (known === undefined) throw error;
          return known;
        }
      },

      async attach(taskId, fileId) {
        if (await hasThird())
          await call(3, 'tasks.task.file.attach', { taskId: Number(taskId), fileIds: [Number(fileId)] });
        else await call(2, 'tasks.task.files.attach', { taskId, fileId });
      },
    };
  };
}

/** Kept once it has succeeded; several at once share it. */
async function once<T>(
  kept: () => Promise<T> | undefined,
  keep: (value: Promise<T> | undefined) => void,
  find: () => Promise<T>,
): Promise<T> {
  const known = kept();
  if (known) return known;
  const finding = find();
  keep(finding);
  finding.catch(() => keep(undefined));
  return finding;
}

async function chatMessages(
  call: (version: 2, method: string, params: Record<string, unknown>) => Promise<Answer>,
  chatId: string,
  afterId: string,
): Promise<BitrixComment[]> {
  const all: BitrixComment[] = [];
  let after = afterId;
  for (let page = 0; page < PAGES; page++) {
    const { result } = await call(2, 'im.dialog.messages.get', {
      ...{ DIALOG_ID: `chat${chatId}`, FIRST_ID: Number(after), LIMIT: 50 },
    });
    const { messages, users } = objectOf(result);
    const names = new Map(
      listIn(users)
        .map(objectOf)
        .map((user) => [String(user.id), String(user.name ?? '')]),
    );
    const found = listIn(messages)
      .map(objectOf)
      .sort((a, b) => Number(a.id) - Number(b.id));
    for (const { id, author_id, text } of found) {
      const authorId = String(author_id);
      // 0 is the portal itself: who joined, what was changed.
      if (authorId !== '0')
        all.push({ id: idIn(id), authorId, authorName: names.get(authorId) ?? '', text: String(text) });
    }
    const last = found.at(-1);
    if (!last || found.length < 50) break;
    after = idIn(last.id);
  }
  return all;
}

/** Acts that lead from one status to another; `control` is set as a field, since Bitrix24 has no act for it. */
function actsBetween(from: BitrixStatus, to: BitrixStatus): string[] {
  if (from === to) return [];
  const isOver = from === 4 || from === 5;
  switch (to) {
    case 2:
      return from === 3 ? ['pause'] : ['renew'];
    case 3:
      return isOver || from === 6 ? ['renew', 'start'] : ['start'];
    case 4:
      return from === 5 ? ['renew', 'control'] : ['control'];
    case 5:
      return from === 4 ? ['approve'] : ['complete'];
    case 6:
      return isOver ? ['renew', 'defer'] : ['defer'];
  }
}

function taskOf(task: Record<string, unknown>): BitrixTask {
  const deadline = task.deadline ? new Date(String(task.deadline)) : null;
  const status = Number(task.status);
  return {
    id: idIn(task.id),
    title: String(task.title ?? ''),
    description: String(task.description ?? ''),
    // 1, new, is of old portals.
    status: (status >= 3 && status <= 6 ? status : 2) as BitrixStatus,
    deadline: deadline && Number.isNaN(deadline.getTime()) ? null : deadline,
    responsibleId: idIn(task.responsibleId),
    marker: typeof task.xmlId === 'string' ? task.xmlId : null,
    chatId: task.chatId && /^[1-9]\d*$/.test(String(task.chatId)) ? String(task.chatId) : null,
    changedAt: String(task.changedDate ?? ''),
  };
}

const objectOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

/** Lists come bare, or under the name of what they list. */
function listIn(result: unknown): unknown[] {
  if (Array.isArray(result)) return result;
  const inner = Object.values(objectOf(result)).find(Array.isArray);
  return (inner as unknown[] | undefined) ?? [];
}

function idIn(value: unknown): string {
  const id = String(value);
  if (!/^\d{1,18}$/.test(id)) throw new BitrixFault('transient', 'unreadable', 'The answer names no number');
  return id;
}
