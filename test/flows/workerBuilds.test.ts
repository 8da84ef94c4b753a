import { promoteBuild, UnknownBuild } from '../../clients/deployment';
import { eventually } from '../support/eventually';
import { type TestProduct, startProduct } from '../support/product';
import { signedIn } from '../support/signedIn';
import { type ProductProcess, aWorkerProcess } from '../support/productProcess';

let product: TestProduct;
const workers: ProductProcess[] = [];

beforeAll(async () => {
  product = await startProduct({ workers: false });
});
afterAll(async () => {
  await Promise.all(workers.map((worker) => worker.kill()));
  await product?.stop();
});

const workerOf = (build: string): ProductProcess => {
  const worker = aWorkerProcess(product, {
    queues: 'checks,reports',
    env: { WORKER_BUILD_ID: build },
  });
  workers.push(worker);
  worker.start();
  return worker;
};
const promoted = (build: string) => eventually(() => promoteBuild(product.temporal.client, build), 60_000);

/** The build that carried out the last step of a check's process. */
async function lastBuildOf(id: string): Promise<string | undefined> {
  const { raw } = await product.temporal.client.workflow.getHandle(`check-${id}`).describe();
  return raw.workflowExecutionInfo?.versioningInfo?.deploymentVersion?.buildId ?? undefined;
}

test('a running check moves to the promoted build at its next step, and back when the former is promoted again', async () => {
  const { executor, executorId, manager } = await signedIn(product);
  await expect(promoteBuild(product.temporal.client, 'nobody')).rejects.toThrow(UnknownBuild);
  workerOf('one');
  expect(await promoted('one')).toEqual({});

  const template = await manager.post('/templates/', {
    name: 'Сборки',
    settings: { report_formats: ['JSON'] },
    structure: {
      sections: [
        { id: 's', title: 'С', questions: [{ id: 'horn', type: 'yes_no', text: 'Гудок?', critical: true }] },
      ],
    },
  });
  const opened = await manager.post('/checks/', { template_id: template.body.id, executor_id: executorId });
  const id = String(opened.body.id);
  await eventually(async () => expect(await lastBuildOf(id)).toBe('one'), 30_000);

  const two = workerOf('two');
  expect(await promoted('two')).toEqual({ former: 'one' });
  const failed = await executor.post(`/checks/${id}/answer`, { question_id: 'horn', value: false });
  expect(failed.status).toBe(200);
  await eventually(async () => expect(await lastBuildOf(id)).toBe('two'), 30_000);

  await two.kill();
  expect(await promoted('one')).toEqual({ former: 'two' });
  expect((await executor.post(`/checks/${id}/submit`)).body).toMatchObject({ status: 'completed' });
  expect(await lastBuildOf(id)).toBe('one');
  await eventually(async () => {
    const { body } = await manager.get(`/reports/?check_id=${id}`);
    expect(body.items).toEqual([expect.objectContaining({ format: 'JSON', status: 'ready' })]);
  }, 60_000);
}, 180_000);
