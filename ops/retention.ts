import { v7 as uuidv7 } from 'uuid';
import { recordTask } from '../activities/recordTask';
import { removeOld } from '../activities/retention/removeOld';
import { createObjectStreams } from '../clients/objectStreams';
import { createStorage } from '../clients/storage';
import { createDatabase } from '../db/database';
import { type Removal, RETENTION_KINDS } from '../domain/retention';
import { loadConfig } from '../platform/config';

const HELP = `npm run retention [-- --dry-run]
Removes now what is older than it is kept for, as is done each night; each batch is on the audit log.
  --dry-run   counts it, kind by kind, and removes nothing

Reads DATABASE_URL, S3_* and RETENTION_*: docs/retention.md.`;

async function main(): Promise<void> {
  const options = process.argv.slice(2);
  if (options.includes('--help')) return void console.log(HELP);
  const unknown = options.filter((option) => option !== '--dry-run');
  if (unknown.length > 0) throw new Error(`Unknown: ${unknown.join(' ')}\n\n${HELP}`);
  const dry = options.includes('--dry-run');
  const { database, s3, retention: rules } = loadConfig(['database', 's3']);
  const db = createDatabase({ url: database.url, maxConnections: 2, applicationName: 'proverka-retention' });
  const deps = {
    db,
    storage: createStorage(s3),
    objects: createObjectStreams(s3),
    rules,
    now: () => new Date(),
  };
  const run = { run_id: uuidv7(), dry };
  try {
    const removals: Removal[] = [];
    for (const kind of RETENTION_KINDS) {
      const remove = () => removeOld(deps, kind, run);
      const removal = await (dry ? remove() : recordTask(deps, { task: 'retention', step: kind }, remove));
      removals.push(removal);
      console.log(lineOf(removal));
    }
    const total = removals.reduce((sum, { count }) => sum + count, 0);
    const where = total > 0 ? `; by ${run.run_id} the audit log tells of it` : '';
    console.log(dry ? `${total} would be removed` : `${total} removed${where}`);
  } finally {
    await db.close();
  }
}

const lineOf = ({ kind, count, bytes }: Removal) =>
  `  ${kind.padEnd(22)}${String(count).padStart(8)}${bytes > 0 ? `  ${(bytes / 1e6).toFixed(1)} MB` : ''}`;

main().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
