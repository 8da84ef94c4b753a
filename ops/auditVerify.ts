import { createAnchors } from '../clients/anchors';
import { createStorage } from '../clients/storage';
import { createDatabase } from '../db/database';
import { loadConfig } from '../platform/config';
import { verifyAudit } from '../services/audit/verifyAudit';

const HELP = `npm run audit:verify [-- --from-seq N]
Computes the audit chain anew from the database, and holds it against the signed anchors in S3.
Exits with 1 and names the first bad entry when something was altered, removed, inserted, reordered or cut off.`;

async function main(): Promise<void> {
  if (process.argv.includes('--help')) return void console.log(HELP);
  const at = process.argv.indexOf('--from-seq');
  const fromSeq = at < 0 ? 1 : Number(process.argv[at + 1]);
  if (!Number.isSafeInteger(fromSeq) || fromSeq < 1) throw new Error('--from-seq: a whole number from 1');
  const { database, s3, auth } = loadConfig(['database', 's3', 'auth']);
  const db = createDatabase({
    url: database.url,
    maxConnections: 2,
    applicationName: 'proverka-audit-verify',
  });
  try {
    const verdict = await verifyAudit(
      { db, anchors: createAnchors(createStorage(s3), auth.jwtSecret) },
      fromSeq,
    );
    console.log(JSON.stringify(verdict, null, 2));
    if (!verdict.anchors)
      console.error(
        'The anchors could not be read: a log cut short together with its head would not be seen.',
      );
    process.exitCode = verdict.ok ? 0 : 1;
  } finally {
    await db.close();
  }
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
