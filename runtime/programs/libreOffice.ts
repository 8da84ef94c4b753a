import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { LibreOffice } from '../../clients/documents';
import { findNativeLibreOffice } from '../../clients/libreOffice';
import { runCommand, surroundings } from './command';
import { findOnPath, programFolder } from './find';
import type { ProgramPlaces } from './program';
import { publishFolder } from './publishFolder';

export type { LibreOffice };

const wasmPackage = '@matbee/libreoffice-converter';
const wasmVersion = '2.7.2';

/** What the machine has, else LibreOffice as WebAssembly if it was fetched before. */
export function findLibreOffice(places: Pick<ProgramPlaces, 'cacheDir' | 'env'>): LibreOffice | undefined {
  const path = findNativeLibreOffice(places.env.PATH ?? '');
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
