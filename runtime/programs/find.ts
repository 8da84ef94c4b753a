import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { FoundProgram, Program, ProgramPlaces } from './program';

export function findProgram(program: Program, places: ProgramPlaces): FoundProgram | undefined {
  const onPath = findOnPath(program.name, places.env);
  if (onPath) return { path: onPath, from: 'PATH' };
  for (const path of cachedPaths(program, places.cacheDir)) {
    if (isProgram(path)) return { path, from: 'cache' };
  }
  return undefined;
}

export function findOnPath(name: string, env: NodeJS.ProcessEnv): string | undefined {
  const folders = (env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, name)).find(isProgram);
}

/** bin/<name> may also be put there by hand; what we got lies in a folder of its version. */
function cachedPaths({ name, version }: Program, cacheDir: string): string[] {
  return [join(cacheDir, 'bin', name), join(programFolder(cacheDir, name, version), name)];
}

export function programFolder(cacheDir: string, name: string, version: string): string {
  return join(cacheDir, 'programs', `${name}-${version}`);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
