import { setTimeout as delay } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';
import type { Caller } from './caller';
import type { Ledger, SentAnswer, SentCommand } from './ledger';
import type { Random } from './random';

export interface Cast {
  manager: Caller;
  /** The same place in `executorIds`. */
  executors: readonly Caller[];
  executorIds: readonly string[];
  templates: TemplateIds;
}

export interface TemplateIds {
  plain: string;
  reviewed: string;
  missable: string;
}

const QUESTIONS = ['horn', 'brakes', 'lights', 'charge'] as const;

/** Short enough that a life is over within a quarter of a minute. */
const LADDER = {
  reminders: ['PT2S'],
  escalation: [
    { after: 'PT0S', to: ['executor'] },
    { after: 'PT2S', to: ['executor', 'supervisor'] },
  ],
};

export function templatesFor(report_formats: readonly string[]) {
  const settings = { ...LADDER, report_formats };
  const ask = (id: string) =>
    id === 'charge'
      ? { id, type: 'number', text: 'Заряд', min: 20, max: 100 }
      : { id, type: 'yes_no', text: `Исправно: ${id}?`, on_fail: { notify: ['supervisor'] } };
  const structure = { sections: [{ id: 'walk', title: 'Осмотр', questions: QUESTIONS.map(ask) }] };
  return {
    plain: { name: 'Обход', structure, settings },
    reviewed: {
      name: 'Обход с проверкой',
      structure,
      settings: { ...settings, review: 'supervisor', review_due_in: 'PT3S' },
    },
    missable: { name: 'Обход до конца смены', structure, settings: { ...settings, miss_after: 'PT4S' } },
  };
}

/** Rounds that the product opens by itself each minute while it is being killed. */
export async function planRounds({ manager, templates, executorIds }: Cast): Promise<void> {
  for (const assignment of ['each', 'rotate']) {
    const reply = await manager({
      method: 'POST',
      path: '/schedules/',
      body: {
        ...{ name: `Каждую минуту: ${assignment}`, cron_expression: '* * * * *', time_zone: 'Europe/Moscow' },
        ...{ template_id: templates.missable, executor_ids: executorIds, assignment },
      },
    });
    if (reply.status !== 201) throw new Error(`A schedule was not made: ${JSON.stringify(reply)}`);
  }
}

const WAYS = ['in time', 'late', 'forgotten', 'reviewed', 'returned', 'moved', 'declined'] as const;
type Way = (typeof WAYS)[number];

/** Lives one check over HTTP as people do, and writes down in the ledger what was sent and what was acknowledged. */
export async function liveOne(cast: Cast, ledger: Ledger, random: Random): Promise<void> {
  const way = random.oneOf(WAYS);
  const hand = Math.floor(random.between(0, cast.executors.length));
  const executor = cast.executors[hand] as Caller;
  const due = Date.now() + random.between(3_000, 7_000);
  const check_id = await open(cast, ledger, way, cast.executorIds[hand] as string, due);

  const asked = way === 'forgotten' ? QUESTIONS.slice(0, 2) : QUESTIONS;
  for (const question_id of [...asked, random.oneOf(asked)]) {
    await answer(executor, ledger, { check_id, question_id, value: valueFor(question_id, random) });
    await delay(random.between(0, 500));
  }
  const command = (by: Caller, path: string, kind: SentCommand['kind'], body: object = {}) =>
    give(by, ledger, { check_id, kind }, `/checks/${check_id}/${path}`, body);
  const submit = () => command(executor, 'submit', 'submitted');

  if (way === 'forgotten') return;
  if (way === 'declined') return command(executor, 'decline', 'declined', { reason: 'стоит' });
  if (way === 'moved')
    await command(cast.manager, 'due', 'due_moved', { due_at: new Date(Date.now() + 3_000).toISOString() });
  if (way === 'late' || way === 'moved')
    await delay(Math.max(0, due + random.between(0, 4_000) - Date.now()));
  await submit();
  if (way !== 'reviewed' && way !== 'returned') return;
  await delay(random.between(0, 5_000));
  if (way === 'returned') {
    await command(cast.manager, 'review', 'returned', { decision: 'return', reason: 'переснимите' });
    await submit();
  }
  await command(cast.manager, 'review', 'accepted', { decision: 'accept' });
}

function valueFor(question_id: string, random: Random): unknown {
  return question_id === 'charge' ? Math.floor(random.between(0, 100)) : random.chance(0.85);
}

async function open(cast: Cast, ledger: Ledger, way: Way, executor_id: string, due: number): Promise<string> {
  const { plain, reviewed, missable } = cast.templates;
  const template_id =
    way === 'forgotten' ? missable : way === 'reviewed' || way === 'returned' ? reviewed : plain;
  // After an outage the time that was meant is past: then it is due a little later than now.
  for (let attempt = 0; ; attempt += 1) {
    const due_at = new Date(Math.max(due, Date.now() + 1_000 + 500 * attempt)).toISOString();
    const body = { template_id, executor_id, due_at };
    const reply = await cast.manager({ method: 'POST', path: '/checks/', body, key: uuidv7() });
    if (reply.status === 201) {
      const id = reply.body.id as string;
      ledger.opened.add(id);
      return id;
    }
    if (reply.body.code !== 'check.due_in_past')
      throw new Error(`A check was not opened: ${JSON.stringify(reply)}`);
  }
}

async function answer(
  by: Caller,
  ledger: Ledger,
  sent: Pick<SentAnswer, 'check_id' | 'question_id' | 'value'>,
): Promise<void> {
  const { check_id, question_id, value } = sent;
  const client_id = uuidv7();
  const entry: SentAnswer = { ...sent, client_id, outcome: 'unknown' };
  ledger.answers.set(client_id, entry);
  let unanswered = 0;
  const { status } = await by(
    { method: 'POST', path: `/checks/${check_id}/answer`, body: { question_id, value, client_id } },
    () => {
      unanswered += 1;
    },
  );
  if (status === 200) entry.outcome = 'acknowledged';
  else if (unanswered === 0) entry.outcome = 'refused';
}

/** Gives a command until it is carried out or refused. */
async function give(
  by: Caller,
  ledger: Ledger,
  command: Omit<SentCommand, 'outcome'>,
  path: string,
  body: object,
): Promise<void> {
  const entry: SentCommand = { ...command, outcome: 'unknown' };
  ledger.commands.push(entry);
  const { status } = await by({ method: 'POST', path, body, key: uuidv7() });
  entry.outcome = status === 200 ? 'acknowledged' : 'refused';
}
