import { BitrixFault } from './fault';
import { chatMessages } from './chatMessages';
import { type PaceOptions, createPace } from './pace';
import type { Portal } from './portal';
import { idIn, listIn, objectOf, taskOf } from './reading';
import { actsBetween } from './statusActs';
import { type Answer, type Call, type TransportOptions, createTransport } from './transport';

export interface Bitrix24Options extends TransportOptions {
  /** 2 a second, 40 at once unless stated. */
  pace?: PaceOptions;
}

const PAGES = 40;
const SELECT = [
  'ID',
  'TITLE',
  'DESCRIPTION',
  'STATUS',
  'DEADLINE',
  'RESPONSIBLE_ID',
  'XML_ID',
  'CHAT_ID',
  'CHANGED_DATE',
];
const PRIORITY_V2 = { low: 0, medium: 1, high: 2 };
const PRIORITY_V3 = { low: 'low', medium: 'average', high: 'high' };

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
  const known = await kept()?.catch(() => undefined);
  if (known !== undefined) return known;
  const finding = find();
  keep(finding);
  finding.catch(() => keep(undefined));
  return finding;
}
