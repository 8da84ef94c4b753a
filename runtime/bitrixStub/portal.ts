import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Bitrix24's numbers of a task's states. */
export const STATUS_TITLES: Record<number, string> = {
  2: 'Ждёт выполнения',
  3: 'Выполняется',
  4: 'Ждёт контроля',
  5: 'Завершена',
  6: 'Отложена',
};

export interface StubUser {
  id: number;
  email: string;
  name: string;
  lastName: string;
}

export interface StubTask {
  id: number;
  title: string;
  description: string;
  status: number;
  priority: number;
  deadline: string | null;
  createdBy: number;
  responsibleId: number;
  xmlId: string | null;
  tags: string[];
  chatId: number;
  fileIds: number[];
  createdDate: string;
  changedDate: string;
}

export interface StubMessage {
  id: number;
  taskId: number;
  authorId: number;
  date: string;
  text: string;
}

export interface StubFile {
  id: number;
  name: string;
  sizeBytes: number;
}

interface KeptReply {
  hash: string;
  reply: unknown;
  at: number;
}

interface PortalData {
  lastId: number;
  users: StubUser[];
  tasks: StubTask[];
  messages: StubMessage[];
  files: StubFile[];
  /** Replies of v3 by user, method and Idempotency-Key. */
  replies: Record<string, KeptReply>;
  tokens: { access: string; refresh: string; expiresAt: number } | null;
}

/** Whom webhook and application act for. */
export const ACTING_USER = 1;

const EMPTY: PortalData = {
  lastId: 100,
  users: [{ id: ACTING_USER, email: 'integration@portal.local', name: 'Проверка', lastName: '' }],
  tasks: [],
  messages: [],
  files: [],
  replies: {},
  tokens: null,
};

export type Portal = ReturnType<typeof openPortal>;

/** What the stand-in remembers; in a file where one is named, so that a restart forgets nothing. */
export function openPortal(
  file: string | undefined,
  now: () => Date,
  nameOf: (email: string) => string | undefined = () => undefined,
) {
  const data: PortalData = { ...structuredClone(EMPTY), ...read(file) };

  const portal = {
    data,
    nextId: (): number => ++data.lastId,
    save(): void {
      if (file === undefined) return;
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
      writeFileSync(`${file}.new`, JSON.stringify(data), { mode: 0o600 });
      renameSync(`${file}.new`, file);
    },
    task: (id: number): StubTask | undefined => data.tasks.find((task) => task.id === id),
    user: (id: number): StubUser | undefined => data.users.find((user) => user.id === id),
    messagesOf: (taskId: number): StubMessage[] =>
      data.messages.filter((message) => message.taskId === taskId),
    /** Of a company whose people are all in Bitrix24, whoever is asked for. */
    hire(email: string): StubUser {
      const name = nameOf(email) ?? email.split('@')[0] ?? email;
      const user = { id: portal.nextId(), email, name, lastName: '' };
      data.users.push(user);
      return user;
    },
    say(taskId: number, authorId: number, text: string): StubMessage {
      const message = { id: portal.nextId(), taskId, authorId, date: now().toISOString(), text };
      data.messages.push(message);
      return message;
    },
  };
  return portal;
}

function read(file: string | undefined): Partial<PortalData> {
  if (file === undefined) return {};
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as PortalData;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new Error(`${file} cannot be read: remove it to begin with an empty portal`, { cause: error });
  }
}
