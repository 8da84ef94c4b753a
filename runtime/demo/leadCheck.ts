import type { CheckJson, ListedCheckJson } from '../../api/schemas/check';
import type { ApiClient } from './apiClient';
import type { DemoCheck, Failure } from './checks';
import { type PictureName, takePicture } from './pictures';
import { GOOD_ANSWERS } from './templates';

interface Hands {
  executor: ApiClient;
  executorId: string;
  supervisor: ApiClient;
}

/** Leads a check to where it is to be left, from wherever it stands: a second run finds nothing to do. */
export async function leadCheck(demo: DemoCheck, templateId: string, hands: Hands): Promise<void> {
  const { executor, supervisor } = hands;
  const id = (await findCheck(demo, supervisor)) ?? (await openCheck(demo, templateId, hands));
  const path = `/checks/${id}`;
  const { ending } = demo;
  if (ending.as === 'declined' || ending.as === 'cancelled') {
    const [who, act] =
      ending.as === 'declined' ? ([executor, 'decline'] as const) : ([supervisor, 'cancel'] as const);
    if (await may(who, path, act)) await who.post(`${path}/${act}`, { reason: ending.reason });
    return;
  }
  if ((await kindsOf(supervisor, path)).includes('returned')) return;
  await answer(demo, path, executor);
  if (ending.as === 'submitted' || ending.as === 'completed' || ending.as === 'returned') {
    if (await may(executor, path, 'submit')) await executor.post(`${path}/submit`);
  }
  const review = reviewOf(ending);
  if (review && (await may(supervisor, path, 'review'))) await supervisor.post(`${path}/review`, review);
}

function reviewOf(ending: DemoCheck['ending']): object | undefined {
  if (ending.as === 'returned') return { decision: 'return', reason: ending.reason };
  if (ending.as !== 'completed') return undefined;
  return { decision: 'accept', ...(ending.remark && { reason: ending.remark }) };
}

async function findCheck({ title }: DemoCheck, caller: ApiClient): Promise<string | undefined> {
  const { items } = await caller.get<{ items: ListedCheckJson[] }>(
    `/checks/?limit=200&q=${encodeURIComponent(title)}`,
  );
  return items.find((check) => check.title === title)?.id;
}

async function openCheck(demo: DemoCheck, template_id: string, hands: Hands): Promise<string> {
  const due = demo.dueInSeconds && new Date(Date.now() + demo.dueInSeconds * 1000);
  const { id } = await hands.supervisor.post<CheckJson>('/checks/', {
    ...{ template_id, executor_id: hands.executorId, title: demo.title },
    ...(due && { due_at: due.toISOString() }),
  });
  return id;
}

async function may(caller: ApiClient, path: string, act: CheckJson['may'][number]): Promise<boolean> {
  return (await caller.get<CheckJson>(path)).may.includes(act);
}

async function kindsOf(caller: ApiClient, path: string): Promise<string[]> {
  const { items } = await caller.get<{ items: { kind: string }[] }>(`${path}/timeline?limit=200`);
  return items.map(({ kind }) => kind);
}

async function answer(demo: DemoCheck, path: string, executor: ApiClient): Promise<void> {
  const check = await executor.get<CheckJson>(path);
  if (!check.may.includes('answer')) return;
  const failures: Record<string, Failure> = demo.failures ?? {};
  const good = Object.entries(GOOD_ANSWERS[demo.template]).map(([id, value]) => [id, { value }] as const);
  const wanted = new Map<string, Failure>([...good, ...Object.entries(failures)]);
  const isWhole = !['open', 'overdue', 'in_progress'].includes(demo.ending.as);
  const given = [...wanted].slice(0, demo.answered ?? (isWhole ? wanted.size : 0));
  for (const [question_id, { value, comment, picture }] of given) {
    if (check.answers[question_id]) continue;
    const files = picture && [await upload(executor, picture)];
    await executor.post(`${path}/answer`, {
      question_id,
      value: await withPictures(executor, value),
      ...(comment && { comment }),
      ...(files && { files }),
    });
  }
}

/** `{picture: name}` in an answer stands for the id of that picture, uploaded now. */
async function withPictures(executor: ApiClient, value: unknown): Promise<unknown> {
  if (Array.isArray(value)) return Promise.all(value.map((item) => withPictures(executor, item)));
  const { picture } = Object(value) as { picture?: PictureName };
  return picture ? upload(executor, picture) : value;
}

async function upload(executor: ApiClient, name: PictureName): Promise<string> {
  const { content, content_type } = await takePicture(name);
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(content)], { type: content_type }), `${name}.jpg`);
  return (await executor.post<{ id: string }>('/files/', form)).id;
}
