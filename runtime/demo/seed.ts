import { createDatabase } from '../../db/database';
import { loadConfig } from '../../platform/config';
import { localApi } from '../localRequest';
import { seedDemo } from './seedDemo';

const HELP = `node runtime/bootstrap.mjs run runtime/demo/seed.js
Puts the demo plant into the running product; run again it completes what is missing.`;

async function main(): Promise<void> {
  if (process.argv.includes('--help')) return void console.log(HELP);
  const { database, http, runtimeDir } = loadConfig(['database']);
  const db = createDatabase({ url: database.url, maxConnections: 4, applicationName: 'proverka-seed' });
  try {
    await seedDemo({ db, url: localApi(http), runtimeDir, say: (line) => console.log(line) });
  } finally {
    await db.close();
  }
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
