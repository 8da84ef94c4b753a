import { mendProcesses } from '../activities/processes/mendProcesses';
import { createProcessList } from '../clients/processes';
import { createTemporalClient } from '../clients/temporal';
import { createDatabase } from '../db/database';
import { loadConfig } from '../platform/config';

const HELP = `npm run reconcile
Compares what the database says with what Temporal runs, both ways: processes that are missing are started (by the workers,
as soon as they run), those whose row has vanished are ended. Workers do the same each ten minutes.
Reads DATABASE_URL and TEMPORAL_*.`;

async function main(): Promise<void> {
  if (process.argv.includes('--help')) return void console.log(HELP);
  const { database, temporal, mail, telegram } = loadConfig(['database', 'temporal']);
  const db = createDatabase({
    url: database.url,
    maxConnections: 4,
    applicationName: 'proverka-reconcile',
  });
  const client = createTemporalClient(temporal);
  try {
    const mended = await mendProcesses(
      {
        db,
        processes: createProcessList(client.client),
        now: () => new Date(),
        tellsBy: { mail: mail !== undefined, telegram: telegram !== undefined },
      },
      () => undefined,
    );
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
