import { chmodSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { binariesIn } from '../../runtime/postgres/binaries';
import { openBinaries } from '../../runtime/postgres/openBinaries';
import { aFolder, clearRuntimes, someParts } from './anyRuntime';

afterEach(clearRuntimes);

// Only root lends Postgres another account, and only then do folders shut to others matter.
const forRoot = process.getuid?.() === 0 ? test : test.skip;

function aClosedFolder(): string {
  const folder = join(aFolder(), 'closed');
  mkdirSync(folder, { mode: 0o700 });
  return folder;
}

forRoot(
  'data under a folder that is closed to others, as in a clone under /root, are served all the same',
  async () => {
    const { database } = await someParts(join(aClosedFolder(), '.runtime'), ['database']);
    expect(database?.pid()).toBeGreaterThan(0);
  },
);

forRoot('binaries in a closed folder are copied to where the account may run them', async () => {
  const closed = aClosedFolder();
  mkdirSync(join(closed, 'bin'), { mode: 0o700 });
  writeFileSync(join(closed, 'bin', 'postgres'), '', { mode: 0o700 });
  const open = aFolder();
  const { postgres } = await openBinaries(binariesIn(closed, '1.0'), open);
  expect(postgres).toBe(join(open, 'postgresql-1.0', 'bin', 'postgres'));
  expect(statSync(postgres).mode & 0o777).toBe(0o755);
  expect(statSync(dirname(postgres)).mode & 0o777).toBe(0o755);
});

forRoot('binaries that the account may run are used where they are', async () => {
  const root = aFolder();
  mkdirSync(join(root, 'bin'));
  chmodSync(root, 0o755);
  const { postgres } = await openBinaries(binariesIn(root, '1.0'), aFolder());
  expect(postgres).toBe(join(root, 'bin', 'postgres'));
});
