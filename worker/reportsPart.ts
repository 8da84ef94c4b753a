import { resolve } from 'node:path';
import { type NativeConnection, Worker } from '@temporalio/worker';
import type { Logger } from 'pino';
import { createReportActivities } from '../activities/reports';
import { type LibreOffice, createDocuments } from '../clients/documents';
import { findNativeLibreOffice } from '../clients/libreOffice';
import { createStorage } from '../clients/storage';
import { REPORTS_QUEUE } from '../clients/temporal';
import type { Database } from '../db/database';
import { createTemplateVersions } from '../db/templateVersions';
import type { Config } from '../platform/config';
import { ofBuild } from './build';
import { refusalsAreFinal } from './failures';
import type { WorkerPart } from './part';
import type { Tally } from './tally';

/** LibreOffice renders one document at a time. */
const REPORTS_AT_ONCE = 2;
export async function reportsPart(
  config: Config,
  db: Database,
  connection: NativeConnection,
  logger: Logger,
  { onReport }: Pick<Tally, 'onReport'>,
): Promise<WorkerPart> {
  const documents = createDocuments({
    libreOffice: libreOffice(config),
    cacheDir: resolve(config.runtimeDir, 'documents'),
  });
  documents
    .warmUp()
    .catch((error: Error) => logger.warn({ err: error }, 'LibreOffice could not be warmed up'));
  const worker = await Worker.create({
    connection,
    namespace: config.temporal.namespace,
    taskQueue: REPORTS_QUEUE,
    ...ofBuild(config.workerBuild),
    activities: createReportActivities({
      db,
      templates: createTemplateVersions(db.read),
      storage: createStorage({ ...config.s3 }),
      documents,
      publicUrl: config.http.publicUrl,
      now: () => new Date(),
      onReport,
    }),
    interceptors: { activity: [() => ({ inbound: refusalsAreFinal })] },
    maxConcurrentActivityTaskExecutions: REPORTS_AT_ONCE,
    shutdownGraceTime: '10s',
    shutdownForceTime: '30s',
  });
  return {
    worker,
    stop: async () => {
      worker.shutdown();
      await documents.stop();
    },
  };
}

function libreOffice({ libreOfficeWasm, searchPath }: Config): LibreOffice {
  if (libreOfficeWasm) return { kind: 'wasm', module_path: libreOfficeWasm };
  // Without any, PDF reports fail with LibreOffice's absence as the reason; the other formats need none.
  return { kind: 'native', path: findNativeLibreOffice(searchPath) ?? '' };
}
