import { v7 as uuidv7 } from 'uuid';
import type { Database } from '../db/database';
import { createUser } from '../services/auth/createUser';
import { templateInput } from './template';
import { type Wire, type WireRequest, openWire, requestBytes } from './wire';

const PASSWORD = 'correct horse battery';
const EXECUTORS = 8;

export interface Person {
  id: string;
  token: string;
}

export interface People {
  /** Opens checks and sees all of the plant. */
  manager: Person;
  /** Sees one place that holds nothing else than the list to be read. */
  lister: Person;
  listAreaId: string;
  /** One a client: the same few people on several devices. */
  executors: readonly Person[];
  templates: { plain: string; withReport: string; urgent: string };
  call<T = Record<string, unknown>>(request: WireRequest, by: Person): Promise<T>;
}

/** Areas, people with their sessions, and templates. */
export async function settlePeople(db: Database, port: number, clients: number): Promise<People> {
  const area = async (name: string) => {
    const id = uuidv7();
    await db.read.places.insertArea({
      id,
      name,
      parent_id: null,
      time_zone: 'Europe/Moscow',
      calendar_id: null,
    });
    return id;
  };
  const [workshop, listAreaId] = [await area('Цех'), await area('Склад')];
  const person = async (username: string, role: string, area_id: string | null, supervisor_id?: string) => {
    const names = { username, full_name: `Сотрудник ${username}`, password: PASSWORD };
    const id = await createUser({ db }, { ...names, role, area_id, ...(supervisor_id && { supervisor_id }) });
    return { id, token: await signIn(port, username) };
  };
  const manager = await person('manager', 'manager', null);
  const lister = await person('lister', 'manager', listAreaId);
  const hands: Person[] = [];
  for (let n = 0; n < EXECUTORS; n++)
    hands.push(await person(`executor-${n}`, 'executor', workshop, manager.id));

  const call: People['call'] = (request, by) => callOnce(port, request, by.token);
  const template = async (name: string, settings: object) => {
    const admin = { id: '', token: await signIn(port, 'admin') };
    return (
      await call<{ id: string }>(
        { method: 'POST', path: '/templates/', body: templateInput(name, settings) },
        admin,
      )
    ).id;
  };
  const settings = { due_in: 'PT8H', review: 'none', reminders: ['PT30M'], report_formats: [] };
  return {
    manager,
    lister,
    listAreaId,
    executors: Array.from({ length: clients }, (_, n) => hands[n % EXECUTORS] as Person),
    templates: {
      plain: await template('Погрузчик', settings),
      withReport: await template('Погрузчик с отчётом', { ...settings, report_formats: ['PDF'] }),
      urgent: await template('Погрузчик срочно', {
        ...settings,
        reminders: [],
        escalation: [{ after: 'PT0S', to: ['supervisor'] }],
      }),
    },
    call,
  };
}

async function signIn(port: number, username: string): Promise<string> {
  const body = { username, password: PASSWORD };
  return (await callOnce<{ access_token: string }>(port, { method: 'POST', path: '/auth/login', body }))
    .access_token;
}

async function callOnce<T>(port: number, request: WireRequest, token?: string): Promise<T> {
  const wire = await openWire(port);
  try {
    return await callOver<T>(wire, request, token);
  } finally {
    wire.close();
  }
}

/** @throws Error with the problem when the reply is not a success. */
export async function callOver<T>(wire: Wire, request: WireRequest, token?: string): Promise<T> {
  const { status, body } = await wire.send(requestBytes(request, token));
  if (status >= 300) throw new Error(`${request.method} ${request.path}: ${status} ${body.toString()}`);
  return JSON.parse(body.toString()) as T;
}
