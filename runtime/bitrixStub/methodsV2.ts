import { ACTING_USER, type Portal, type StubTask } from './portal';
import { Refusal, wrong } from './refusal';
import type { TaskAct, TaskChange, TaskDesk } from './tasks';

export type Params = Record<string, unknown>;
export interface V2Result {
  result: unknown;
  /** Beside a list. */
  next?: number;
  total?: number;
}
type Method = (params: Params) => V2Result;

const PAGE = 50;
const STORAGE_ID = '10';

export interface V2Options {
  portal: Portal;
  desk: TaskDesk;
  /** Comments lie in the task's chat, as in portals of today. */
  chats: boolean;
  /** Whoever is asked for by e-mail works here. */
  hires: boolean;
  keepFile(id: number, bytes: Buffer): void;
}

/** The second version: names in capitals, numbers as strings, 50 a page. */
export function methodsV2({ portal, desk, chats, hires, keepFile }: V2Options): Record<string, Method> {
  const act =
    (name: TaskAct): Method =>
    (params) => ({ result: { task: shown(desk.move(idOf(params), name)) } });

  return {
    profile: () => {
      const { id, name, lastName } = portal.user(ACTING_USER) ?? { id: ACTING_USER, name: '', lastName: '' };
      return { result: { ID: String(id), ADMIN: true, NAME: name, LAST_NAME: lastName } };
    },

    'user.get': (params) => {
      const filter = objectOf(params.FILTER ?? params.filter ?? params);
      const email = textOf(filter.EMAIL)?.toLowerCase();
      const id = textOf(filter.ID);
      const found = portal.data.users.filter(
        (user) =>
          (email === undefined || user.email.toLowerCase() === email) &&
          (id === undefined || String(user.id) === id),
      );
      if (found.length === 0 && hires && email !== undefined) found.push(portal.hire(email));
      return page(found, params, (user) => ({
        ...{
          ID: String(user.id),
          ACTIVE: true,
          NAME: user.name,
          LAST_NAME: user.lastName,
          EMAIL: user.email,
        },
      }));
    },

    'tasks.task.add': (params) => {
      const fields = objectOf(params.fields);
      const { title, responsibleId, ...rest } = changeOf(fields);
      if (title === undefined) throw wrong('Task name is not specified<br>');
      if (responsibleId === undefined) throw wrong('Assignee is not specified<br>');
      return { result: { task: shown(desk.add({ title, responsibleId, ...rest })) } };
    },
    'tasks.task.update': (params) => ({
      result: { task: shown(desk.change(idOf(params), changeOf(objectOf(params.fields)))) },
    }),
    'tasks.task.get': (params) => {
      const task = portal.task(idOf(params));
      return { result: task ? { task: shown(task) } : [] };
    },
    'tasks.task.list': (params) => {
      const fits = filterOf(objectOf(params.filter));
      const descending = /desc/i.test(textOf(objectOf(params.order).ID) ?? 'desc');
      const tasks = portal.data.tasks.filter(fits).sort((a, b) => (descending ? b.id - a.id : a.id - b.id));
      const { result, ...rest } = page(tasks, params, shown);
      return { result: { tasks: result }, ...rest };
    },
    'tasks.task.delete': (params) => {
      desk.remove(idOf(params));
      return { result: { task: true } };
    },
    'tasks.task.start': act('start'),
    'tasks.task.pause': act('pause'),
    'tasks.task.complete': act('complete'),
    'tasks.task.renew': act('renew'),
    'tasks.task.approve': act('approve'),
    'tasks.task.disapprove': act('disapprove'),
    'tasks.task.defer': act('defer'),
    'tasks.task.files.attach': (params) => {
      desk.attach(idOf(params), [Number(params.fileId)]);
      return { result: { attachmentId: Number(params.fileId) } };
    },

    'task.commentitem.add': (params) => {
      if (chats) throw wrong('The method does not work in the new task card');
      const text = textOf(objectOf(params.FIELDS).POST_MESSAGE) ?? '';
      return { result: desk.say(Number(params.TASKID), ACTING_USER, text) };
    },
    'task.commentitem.getlist': (params) => {
      if (chats) throw wrong('The method does not work in the new task card');
      const after = Number(objectOf(params.FILTER)['>ID'] ?? 0);
      const messages = portal.messagesOf(Number(params.TASKID)).filter(({ id }) => id > after);
      return page(messages, params, (message) => {
        const author = portal.user(message.authorId);
        return {
          ID: String(message.id),
          AUTHOR_ID: String(message.authorId),
          AUTHOR_NAME: `${author?.name ?? ''} ${author?.lastName ?? ''}`.trim(),
          POST_DATE: message.date,
          POST_MESSAGE: message.text,
        };
      });
    },
    'im.dialog.messages.get': (params) => {
      const chatId = Number((textOf(params.DIALOG_ID) ?? '').replace(/^chat/, ''));
      const task = portal.data.tasks.find((candidate) => candidate.chatId === chatId);
      if (!task || !chats) throw new Refusal(400, 'DIALOG_ID_EMPTY', 'Dialog ID can not be empty');
      const after = Number(params.FIRST_ID ?? 0);
      const limit = Math.min(Number(params.LIMIT ?? 20), 50);
      const fresh = portal.messagesOf(task.id).filter(({ id }) => id > after);
      const messages = params.FIRST_ID === undefined ? fresh.slice(-limit) : fresh.slice(0, limit);
      const authors = new Set(messages.map(({ authorId }) => authorId));
      return {
        result: {
          chat_id: chatId,
          messages: messages.map(({ id, authorId, date, text }) => ({
            ...{ id, chat_id: chatId, author_id: authorId, date, text },
          })),
          users: portal.data.users
            .filter(({ id }) => authors.has(id))
            .map(({ id, name, lastName }) => ({ id, name: `${name} ${lastName}`.trim() })),
        },
      };
    },

    'disk.storage.getlist': () => ({
      result: [{ ID: STORAGE_ID, ENTITY_TYPE: 'user', ENTITY_ID: String(ACTING_USER) }],
      total: 1,
    }),
    'disk.storage.getchildren': (params) => {
      const name = textOf(objectOf(params.filter).NAME);
      const files = portal.data.files.filter((file) => name === undefined || file.name === name);
      return page(files, params, (file) => ({ ID: String(file.id), NAME: file.name, TYPE: 'file' }));
    },
    'disk.storage.uploadfile': (params) => {
      const name = textOf(objectOf(params.data).NAME) ?? '';
      const [, content = ''] = (params.fileContent ?? []) as string[];
      if (portal.data.files.some((file) => file.name === name))
        throw new Refusal(400, 'DISK_OBJ_22000', 'An object with this name already exists in the folder');
      const bytes = Buffer.from(content, 'base64');
      const file = { id: portal.nextId(), name, sizeBytes: bytes.length };
      portal.data.files.push(file);
      keepFile(file.id, bytes);
      return { result: { ID: file.id, NAME: name, SIZE: String(file.sizeBytes) } };
    },
  };
}

function page<T>(all: readonly T[], params: Params, show: (item: T) => unknown): V2Result {
  const start = Math.max(0, Number(params.start ?? 0));
  const next = start + PAGE;
  return {
    result: all.slice(start, next).map(show),
    total: all.length,
    ...(next < all.length && { next }),
  };
}

function idOf(params: Params): number {
  const id = Number(params.taskId ?? params.id);
  if (!Number.isSafeInteger(id)) throw new Refusal(400, '0', 'wrong task id');
  return id;
}

export const objectOf = (value: unknown): Params =>
  typeof value === 'object' && value !== null ? (value as Params) : {};
const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;

function changeOf(fields: Params): TaskChange {
  const given = <T>(name: string, read: (value: unknown) => T): T | undefined =>
    name in fields ? read(fields[name]) : undefined;
  const change = {
    title: given('TITLE', String),
    description: given('DESCRIPTION', String),
    deadline: given('DEADLINE', instantOf),
    responsibleId: given('RESPONSIBLE_ID', Number),
    status: given('STATUS', Number),
    priority: given('PRIORITY', Number),
    tags: given('TAGS', (value) => (Array.isArray(value) ? value.map(String) : [])),
    xmlId: given('XML_ID', String),
  };
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as TaskChange;
}

/** To the second, as Bitrix24 keeps it. */
export function instantOf(value: unknown): string | null {
  if (value === null || value === '' || value === undefined) return null;
  const moment = new Date(String(value));
  if (Number.isNaN(moment.getTime())) throw wrong('Incorrect deadline<br>');
  moment.setMilliseconds(0);
  return moment.toISOString();
}

function filterOf(filter: Params): (task: StubTask) => boolean {
  return (task) =>
    Object.entries(filter).every(([name, value]) => {
      const values = (Array.isArray(value) ? value : [value]).map(String);
      switch (name) {
        case 'ID':
          return values.includes(String(task.id));
        case '>ID':
          return task.id > Number(value);
        case 'TAG':
          return task.tags.some((tag) => values.includes(tag));
        case 'TITLE':
          return values.includes(task.title);
        case 'CREATED_BY':
          return values.includes(String(task.createdBy));
        case '>=CREATED_DATE':
          return task.createdDate >= new Date(String(value)).toISOString();
        case '>=CHANGED_DATE':
          return task.changedDate >= new Date(String(value)).toISOString();
        default:
          return true;
      }
    });
}

/** Moments carry the portal's zone, not UTC. */
export const inMoscow = (iso: string | null): string | null =>
  iso === null ? null : `${new Date(Date.parse(iso) + 3 * 3_600_000).toISOString().slice(0, 19)}+03:00`;

function shown(task: StubTask): Params {
  return {
    id: String(task.id),
    title: task.title,
    description: task.description,
    status: String(task.status),
    priority: String(task.priority),
    deadline: inMoscow(task.deadline),
    createdBy: String(task.createdBy),
    responsibleId: String(task.responsibleId),
    xmlId: task.xmlId,
    tags: Object.fromEntries(task.tags.map((tag, index) => [String(index), { id: index, title: tag }])),
    ufTaskWebdavFiles: task.fileIds,
    chatId: String(task.chatId),
    createdDate: inMoscow(task.createdDate),
    changedDate: inMoscow(task.changedDate),
  };
}
