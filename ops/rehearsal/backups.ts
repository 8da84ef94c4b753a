import { type Stage } from './onStage';
import { secretIn } from './stage';

/** A backup to S3 and its drill, by the commands of docs/deployment.md. */
export async function backUpAndDrill({ engine, folder, report }: Stage): Promise<void> {
  const made = await engine.compose('exec', '-T', 'worker-backup', 'node', 'dist/ops/backup.js');
  report(`a backup: ${lastLine(made)}`);
  await engine.compose(
    'exec',
    '-T',
    'postgres',
    'createdb',
    '--username',
    'postgres',
    '--owner',
    'proverka',
    'drill',
  );
  const drill = secretIn(folder, 'database_admin_url').replace(/\/proverka$/, '/drill');
  const restored = await engine.compose(
    ...['run', '--rm', '-T', '--no-deps', 'worker-backup', 'node', 'dist/ops/restore.js'],
    ...['--from', 'latest', '--yes', '--into', drill],
  );
  report(`its drill: ${lastLine(restored)}`);
  await engine.compose('exec', '-T', 'postgres', 'dropdb', '--username', 'postgres', 'drill');
}

/** In place of what is there, with everything stopped that writes; then everything goes on. */
export async function restoreInPlace({ engine, folder, report }: Stage): Promise<void> {
  const ours = ['api', 'worker-checks', 'worker-reports', 'worker-integrations', 'worker-backup'];
  await engine.compose('stop', ...ours);
  const restored = await engine.compose(
    ...[
      'run',
      '--rm',
      '-T',
      '--no-deps',
      '--env',
      `DATABASE_ADMIN_URL=${secretIn(folder, 'database_admin_url')}`,
    ],
    ...['worker-backup', 'node', 'dist/ops/restore.js', '--from', 'latest', '--yes', '--replace'],
  );
  report(`restored in place: ${lastLine(restored)}`);
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';
