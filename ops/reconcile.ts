import { countsOf, mendProcesses } from '../activities/processes/mendProcesses';
import { createAnchors } from '../clients/anchors';
import { createProcessList } from '../clients/processes';
import { createStorage } from '../clients/storage';
import { createTemporalClient } from '../clients/temporal';
import { createDatabase } from '../db/database';
import { loadConfig } from '../platform/config';

const HELP = `npm run reconcile [-- --restored]
Compares what the database says with what Temporal runs, both ways: processes that are missing are started (by the workers,
as soon as they run), those whose row has vanished are ended. Workers do the same each ten minutes.
  --restored   the database was restored by other means than npm run restore (a point in time, a snapshot of the disk):
               every process reads its rows anew, and audit anchors of entries that were lost count no more
Reads DATABASE_URL and TEMPORAL_*; with --restored also S3_* and JWT_SECRET.`;

async function main(): Promise<void> {
  if (process.argv.includes('--help')) return void console.log(HELP);
  const isRestored = process.argv.includes('--restored');
  const needs = isRestored ? (['s3', 'auth'] as const) : [];
  const { database, temporal, mail, telegram, s3, auth } = loadConfig(['database', 'temporal', ...needs]);
  const db = createDatabase({
    url: database.url,
    maxConnections: 4,
    applicationName: 'proverka-reconcile',
  });
  const client = createTemporalClient(temporal);
  try {
    if (isRestored) {
      const head = await db.read.auditLog.head();
      const anchors = createAnchors(createStorage(s3), auth.jwtSecret);
      await anchors.writeRestoration({ ...head, at: new Date().toISOString() });
      const told = await db.transaction((tx) => tx.processes.retellAll());
      console.log(`${told} processes are to read their rows anew, as soon as workers run.`);
    }
    const deps = {
      db,
      processes: createProcessList(client.client),
      now: () => new Date(),
      tellsBy: { mail: mail !== undefined, telegram: telegram !== undefined },
    };
    const mended = await mendProcesses(deps, () => undefined);
    await db.read.taskRuns.succeeded({ task: 'reconcile-processes', step: '' }, deps.now(), countsOf(mended));
    for (const { subject, id, what } of mended) console.log(`${subject} ${id}: ${what}`);
    console.log(mended.length > 0 ? `${mended.length} put right.` : 'All is well.');
  } finally {
    await client.close();
    await db.close();
  }
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
