import { setTimeout as delay } from 'node:timers/promises';
import { UnknownBuild, promoteBuild } from '../clients/deployment';
import { createTemporalClient } from '../clients/temporal';
import { loadConfig } from '../platform/config';

const HELP = `npm run promote [-- <build>]
New work goes to the workers of this build (WORKER_BUILD_ID where none is named), and running checks move to it at
their next step. Waits up to two minutes for its workers. To go back, promote the former build while its workers run.
Reads TEMPORAL_*. See docs/worker-versions.md.`;

const PATIENCE_MS = 120_000;

async function main(): Promise<void> {
  if (process.argv.includes('--help')) return void console.log(HELP);
  const { temporal, workerBuild } = loadConfig(['temporal']);
  const build = process.argv[2] ?? workerBuild;
  if (!build) throw new Error('Name a build, or set WORKER_BUILD_ID');
  const client = createTemporalClient(temporal);
  const until = Date.now() + PATIENCE_MS;
  try {
    for (;;) {
      try {
        const { former } = await promoteBuild(client.client, build);
        return void console.log(`Work goes to build ${build}${former ? `, and no more to ${former}` : ''}.`);
      } catch (error) {
        if (!(error instanceof UnknownBuild) || Date.now() > until) throw error;
        await delay(1_000);
      }
    }
  } finally {
    await client.close();
  }
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
