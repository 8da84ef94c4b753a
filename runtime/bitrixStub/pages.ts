import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { FaultBox } from './faults';
import { instantOf } from './methodsV2';
import type { Portal } from './portal';
import { Refusal } from './refusal';
import type { TaskAct, TaskDesk } from './tasks';
import { listPage, messagePage, taskPage } from './views';

export interface PagesDeps {
  portal: Portal;
  desk: TaskDesk;
  faults: FaultBox;
  folder: string | undefined;
  now: () => Date;
}

const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; form-action 'self'; base-uri 'none'";
const LOCAL = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;
const ACTS: readonly string[] = ['start', 'pause', 'complete', 'renew', 'approve', 'disapprove', 'defer'];

/** What a person does in the portal: the list, one task, and forms that change it. */
export function openPages({ portal, desk, faults, folder, now }: PagesDeps) {
  function show(response: ServerResponse, status: number, html: string): void {
    response.writeHead(status, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': POLICY,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
    });
    response.end(html);
  }
  function goTo(response: ServerResponse, place: string): void {
    response.writeHead(303, { location: place });
    response.end();
  }

  function change(id: number, what: string, form: URLSearchParams): void {
    const by = Number(form.get('by')) || desk.get(id).responsibleId;
    switch (what) {
      case 'act': {
        const act = form.get('act') ?? '';
        if (ACTS.includes(act)) desk.move(id, act as TaskAct);
        return;
      }
      case 'finish':
        // The responsible person hands it over; the creator is to accept it.
        return void desk.change(id, { status: 4 });
      case 'deadline': {
        const local = form.get('deadline') ?? '';
        return void desk.change(id, { deadline: instantOf(local === '' ? null : `${local}:00+03:00`) });
      }
      case 'responsible':
        return void desk.change(id, { responsibleId: Number(form.get('responsible')) });
      case 'comment': {
        const text = (form.get('text') ?? '').trim();
        if (text !== '') desk.say(id, by, text.slice(0, 2000));
        return;
      }
      case 'delete':
        return desk.remove(id);
      default:
        throw new Refusal(404, 'not_found', 'Такого действия нет');
    }
  }

  return async (
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
    body: () => Promise<string>,
  ): Promise<void> => {
    // The page belongs to this machine: a foreign site that a browser has open is not to post to it.
    const origin = request.headers.origin;
    const isLocal = LOCAL.test(request.headers.host ?? '');
    if (!isLocal || (origin !== undefined && origin !== `http://${request.headers.host}`))
      return show(response, 403, messagePage('Страница открывается только с этого компьютера.'));
    const [, place, id, what] = url.pathname.split('/');
    const task = place === 'tasks' ? portal.task(Number(id)) : undefined;
    if (request.method === 'POST' && task && what !== undefined) {
      try {
        change(task.id, what, new URLSearchParams(await body()));
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        const words = 'Задача в этом состоянии так не меняется. Вернитесь и обновите страницу.';
        return show(response, 400, messagePage(words));
      }
      portal.save();
      return goTo(response, what === 'delete' ? '/' : `/tasks/${task.id}`);
    }
    if (request.method !== 'GET') return show(response, 405, messagePage('Так нельзя.'));
    if (place === '') return show(response, 200, listPage(portal, faults));
    if (task && what === undefined) return show(response, 200, taskPage(portal, task, now()));
    if (
      place === 'files' &&
      folder !== undefined &&
      portal.data.files.some((file) => file.id === Number(id))
    ) {
      response.writeHead(200, { 'content-type': 'image/jpeg', 'x-content-type-options': 'nosniff' });
      response.end(readFileSync(join(folder, 'files', String(Number(id)))));
      return;
    }
    if (place === 'stub' && id === 'state') {
      response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
      const { tasks, messages, files, users } = portal.data;
      response.end(JSON.stringify({ tasks, messages, files, users, injected: faults.injected }));
      return;
    }
    show(response, 404, messagePage('Такой страницы или задачи нет.'));
  };
}
