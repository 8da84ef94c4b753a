import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runCommand, surroundings } from './command';
import { findOnPath, programFolder } from './find';
import type { ProgramPlaces } from './program';
import { publishFolder } from './publishFolder';

/** `path`: the folder of soffice.bin. `module_path`: the folder of the package @matbee/libreoffice-converter. */
export type LibreOffice = { kind: 'native'; path: string } | { kind: 'wasm'; module_path: string };

const wasmPackage = '@matbee/libreoffice-converter';
const wasmVersion = '2.7.2';

/** What the machine has, else LibreOffice as WebAssembly if it was fetched before. */
export function findLibreOffice(places: Pick<ProgramPlaces, 'cacheDir' | 'env'>): LibreOffice | undefined {
  const path = nativeFolders(places.env).find((folder) => hasOffice(folder) && hasUno(folder));
  if (path) return { kind: 'native', path };
  const module_path = wasmModule(places.cacheDir);
  return existsSync(join(module_path, 'package.json')) ? { kind: 'wasm', module_path } : undefined;
}

/** Fetches it from npm into the cache, 250 MB, once. @throws Error with the way out. */
export async function installLibreOfficeWasm(places: ProgramPlaces): Promise<LibreOffice> {
  const module_path = wasmModule(places.cacheDir);
  if (existsSync(join(module_path, 'package.json'))) return { kind: 'wasm', module_path };
  const npm = findOnPath('npm', places.env) ?? 'npm';
  places.say('no LibreOffice here: fetching it as WebAssembly (250 MB, once)');
  try {
    await publishFolder(wasmFolder(places.cacheDir), async (folder) => {
      const flags = ['--prefix', folder, '--no-audit', '--no-fund', '--omit=dev', '--loglevel=error'];
      await runCommand(npm, ['install', ...flags, `${wasmPackage}@${wasmVersion}`], {
        ...surroundings(places),
        cwd: folder,
        timeoutMs: 15 * 60_000,
      });
    });
  } catch (error) {
    throw new Error(`LibreOffice cannot be had here (${(error as Error).message}). ${libreOfficeWayOut}`);
  }
  return { kind: 'wasm', module_path };
}

export const libreOfficeWayOut =
  'PDF reports need it. Debian: apt-get install libreoffice-writer-nogui libreoffice-calc-nogui python3-uno';

const wasmFolder = (cacheDir: string) => programFolder(cacheDir, 'libreoffice-wasm', wasmVersion);
const wasmModule = (cacheDir: string) => join(wasmFolder(cacheDir), 'node_modules', wasmPackage);

function nativeFolders(env: NodeJS.ProcessEnv): string[] {
  const onPath = ['soffice.bin', 'soffice', 'libreoffice'].flatMap((name) => {
    const found = findOnPath(name, env);
    return found ? [dirname(realpathSync(found))] : [];
  });
  return [
    ...onPath,
    '/usr/lib/libreoffice/program',
    '/usr/lib64/libreoffice/program',
    ...versionsIn('/opt'),
    '/Applications/LibreOffice.app/Contents/MacOS',
  ];
}

function versionsIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.startsWith('libreoffice'));
  return names.map((name) => join(folder, name, 'program'));
}

const hasOffice = (folder: string) =>
  ['soffice.bin', 'soffice'].some((name) => existsSync(join(folder, name)));

/** Carbone speaks with LibreOffice by Python's uno: LibreOffice's own Python has it, Debian packs it apart. */
function hasUno(folder: string): boolean {
  const own = ['python', 'python.bin', '../Resources/python'].some((name) => existsSync(join(folder, name)));
  if (own || existsSync('/usr/lib/python3/dist-packages/uno.py')) return true;
  try {
    execFileSync('/usr/bin/python3', ['-c', 'import uno'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
