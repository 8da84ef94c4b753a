import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

/** The folder of soffice.bin that Carbone can drive, if this machine has one. `searchPath` is PATH. */
export function findNativeLibreOffice(searchPath: string): string | undefined {
  return foldersToLookIn(searchPath).find((folder) => hasOffice(folder) && hasUno(folder));
}

function foldersToLookIn(searchPath: string): string[] {
  const names = ['soffice.bin', 'soffice', 'libreoffice'];
  const onPath = searchPath
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .filter((file) => existsSync(file))
    .map((file) => dirname(realpathSync(file)));
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
