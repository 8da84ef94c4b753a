import { randomUUID } from 'node:crypto';
import { Connection } from '@temporalio/client';
import { DefaultLogger, Runtime, makeTelemetryFilterString } from '@temporalio/worker';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { eventually } from './eventually';
import { needTimeSkippingServer } from './parts';

/** A namespace that no other test file works in; its queues are its own. */
export async function anIsolatedNamespace(address: string): Promise<string> {
  const namespace = `t-${randomUUID()}`;
  const connection = await Connection.connect({ address });
  try {
    await connection.workflowService.registerNamespace({
      namespace,
      workflowExecutionRetentionPeriod: { seconds: (24 * 3_600) as never },
    });
    // The server hears of a new namespace only with its next look at them.
    await eventually(async () => {
      await connection.workflowService.listOpenWorkflowExecutions({
        namespace,
        maximumPageSize: 1,
        startTimeFilter: {},
      });
    });
  } finally {
    await connection.close();
  }
  return namespace;
}

/** Keeps the SDK's own words out of the test's output; once a test file, before any worker. */
export function quietTemporal(): void {
  Runtime.install({
    logger: new DefaultLogger('ERROR'),
    telemetryOptions: {
      logging: { forward: {}, filter: makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' }) },
    },
  });
}

/** A server whose clock jumps over waiting. The SDK gives it five seconds to start, which a busy machine may not. */
export async function aTimeSkippingTemporal(): Promise<TestWorkflowEnvironment> {
  const path = needTimeSkippingServer();
  const env = await eventually(
    () =>
      TestWorkflowEnvironment.createTimeSkipping({ server: { executable: { type: 'existing-path', path } } }),
    60_000,
  );
  await env.connection.operatorService.addSearchAttributes({
    namespace: 'default',
    searchAttributes: { CheckStatus: 2, AreaId: 2, ExecutorId: 2, DueAt: 6, ActionStatus: 2, OwnerId: 2 },
  });
  return env;
}
