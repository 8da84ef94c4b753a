import { loadConfig } from '../platform/config';
import { migrateBack, migrateForward } from './migrations';

const HELP = `npm run migrate [-- --down]
Brings the database's schema up to date (DATABASE_ADMIN_URL, DATABASE_URL); --down takes every migration back.`;

async function main(): Promise<void> {
  if (process.argv.includes('--help')) return void console.log(HELP);
  const { database } = loadConfig(['database', 'databaseOwner']);
  if (process.argv.includes('--down')) {
    await migrateBack(database.adminUrl);
    return void console.log('The schema has been taken back.');
  }
  const applied = await migrateForward({ adminUrl: database.adminUrl, appUrl: database.url });
  console.log(applied.length > 0 ? `Migrated: ${applied.join(', ')}` : 'The schema is up to date.');
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
