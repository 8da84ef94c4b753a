import type { CheckJson } from '../../api/schemas/check';
import { type ApiClient, signIn } from '../../runtime/demo/apiClient';
import type { Login } from '../../runtime/logins';
import { type Container, type Engine, serviceOf } from './engine';
import { unsettled } from './examine';
import { until } from './waiting';

const VICTIMS = ['worker-checks', 'api', 'postgres', 'temporal', 's3'];
const BACK_WITHIN_MS = 300_000;
const QUESTIONS = VICTIMS.map((name) => ({ id: name, type: 'yes_no', text: `${name} убит, ответ принят?` }));

export interface Recovery {
  engine: Engine;
  url: string;
  logins: readonly Login[];
  say: (line: string) => void;
}

/**
 * Ends one process after another as a crash or the kernel does, from outside its container, while a check is being
 * filled in; then the check is submitted and has to hold every answer once. `docker kill` would not do: the engine
 * takes it for a wish to have the container stopped.
 */
export async function killAndRecover({ engine, url, logins, say }: Recovery): Promise<void> {
  const as = (role: string) => signIn(url, loginOf(logins, role));
  const [manager, executor] = [await as('manager'), await as('executor')];
  const { id: template_id } = await manager.post<{ id: string }>('/templates/', {
    name: 'Пока всё падает',
    structure: { sections: [{ id: 'all', title: 'Всё', questions: QUESTIONS }] },
  });
  const { id: executor_id } = await executor.get<{ id: string }>('/auth/me');
  const check = await manager.post<CheckJson>('/checks/', { template_id, executor_id });
  for (const service of VICTIMS) {
    const victim = await oneOf(engine, service);
    process.kill(victim.State.Pid, 'SIGKILL');
    // The dead may be listed as alive for a moment.
    const tookMs = await until(`${service} is not back`, BACK_WITHIN_MS, async () => {
      const [now] = (await engine.containers()).filter(({ Id }) => Id === victim.Id);
      if (!now || now.State.Pid === victim.State.Pid) return 'its process is the one that was ended';
      return unsettled(now);
    });
    const answeredMs = await until(`no answer was taken after ${service} was ended`, BACK_WITHIN_MS, () =>
      answer(executor, check.id, service),
    );
    say(
      `${service} ended by SIGKILL: healthy again after ${seconds(tookMs)}, an answer taken ${seconds(answeredMs)} later`,
    );
  }
  await until('the check was not completed', BACK_WITHIN_MS, () => submit(executor, check.id));
  const { answers, status } = await manager.get<CheckJson>(`/checks/${check.id}`);
  const wrong = VICTIMS.filter((id) => answers[id]?.value !== true || answers[id]?.revision !== 1);
  if (status !== 'completed' || wrong.length > 0)
    throw new Error(`the check is ${status}, and these answers are not there once: ${wrong.join(', ')}`);
  say(`the check of that time is completed, each of its ${VICTIMS.length} answers there once`);
}

function loginOf(logins: readonly Login[], role: string): Login {
  const login = logins.find((one) => one.role === role);
  if (!login) throw new Error(`there is no ${role}`);
  return login;
}

async function oneOf(engine: Engine, service: string): Promise<Container> {
  const found = (await engine.containers()).find((one) => serviceOf(one) === service && one.State.Pid > 0);
  if (!found) throw new Error(`no container of ${service} runs`);
  return found;
}

/** Its client_id makes a repeat harmless, as a phone's does. */
async function answer(executor: ApiClient, check: string, question_id: string): Promise<string | undefined> {
  const { status } = await executor.call('POST', `/checks/${check}/answer`, {
    ...{ question_id, value: true, client_id: `rehearsal:${question_id}` },
  });
  return status === 200 ? undefined : `it was refused with ${status}`;
}

async function submit(executor: ApiClient, check: string): Promise<string | undefined> {
  const { status } = await executor.call('POST', `/checks/${check}/submit`, undefined, {
    'idempotency-key': 'rehearsal',
  });
  return status === 200 ? undefined : `the submit was refused with ${status}`;
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
