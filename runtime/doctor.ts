import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { type RuntimeOptions, runtimeOptions } from './options';
import { assertPortFree } from './portHolder';
import { postgresAccount } from './postgres/account';
import { postgresBinaries } from './postgres/binaries';
import { findOnPath, findProgram } from './programs/find';
import { findLibreOffice, libreOfficeWayOut } from './programs/libreOffice';
import type { Program } from './programs/program';
import { temporalCli } from './programs/temporalCli';
import { temporalTestServer } from './programs/temporalTestServer';
import { versityGateway } from './programs/versityGateway';

type Finding = { state: 'found' | 'will be got' | 'missing' | 'optional'; what: string; detail: string };

/** `npm run doctor`: what is found, from where, and the way out of what is missing. Returns the exit code. */
export async function doctor(root: string, env: NodeJS.ProcessEnv): Promise<number> {
  const options = runtimeOptions(root, env);
  const findings = [
    { state: 'found', what: 'Node', detail: process.version } satisfies Finding,
    postgres(options),
    program(temporalCli, options, env, 'temporal'),
    program(versityGateway, options, env, 's3'),
    libreOffice(options, env),
    testServer(options, env),
    await port(options),
    folder('RUNTIME_DIR', options.runtimeDir),
    folder('cache', options.cacheDir),
  ];
  const signs = { found: '✓', 'will be got': '↓', missing: '✗', optional: '–' };
  for (const { state, what, detail } of findings) {
    process.stdout.write(`  ${signs[state]} ${what.padEnd(24)}${detail}\n`);
  }
  return findings.some(({ state }) => state === 'missing') ? 1 : 0;
}

function postgres({ embedded, runtimeDir }: RuntimeOptions): Finding {
  const what = 'PostgreSQL';
  if (!embedded.includes('database')) return { state: 'found', what, detail: 'given by DATABASE_URL' };
  try {
    const { postgres: path } = postgresBinaries();
    postgresAccount(existing(runtimeDir));
    const version = execFileSync(path, ['--version'], { encoding: 'utf8' }).trim();
    return { state: 'found', what, detail: `${version}, from the packages` };
  } catch (error) {
    return { state: 'missing', what, detail: (error as Error).message };
  }
}

function program(
  wanted: Program,
  { embedded, cacheDir }: RuntimeOptions,
  env: NodeJS.ProcessEnv,
  part: 'temporal' | 's3',
): Finding {
  const what = wanted.name;
  if (!embedded.includes(part)) return { state: 'found', what, detail: 'not needed: its address is given' };
  const found = findProgram(wanted, { cacheDir, env, say: () => {} });
  if (found) return { state: 'found', what, detail: `${found.path} (${found.from})` };
  if (findOnPath('go', env) ?? findOnPath('python3', env)) {
    const ways = wanted.sources.map(({ name }) => name).join(', else ');
    return { state: 'will be got', what, detail: `by the first start: ${ways}` };
  }
  return { state: 'missing', what, detail: wanted.wayOut };
}

function libreOffice({ cacheDir }: RuntimeOptions, env: NodeJS.ProcessEnv): Finding {
  const what = 'LibreOffice';
  const found = findLibreOffice({ cacheDir, env });
  if (found?.kind === 'native') return { state: 'found', what, detail: found.path };
  if (found) return { state: 'found', what, detail: `${found.module_path} (WebAssembly)` };
  return { state: 'will be got', what, detail: `as WebAssembly by npm. Faster: ${libreOfficeWayOut}` };
}

function testServer({ cacheDir }: RuntimeOptions, env: NodeJS.ProcessEnv): Finding {
  const what = temporalTestServer.name;
  const found = findProgram(temporalTestServer, { cacheDir, env, say: () => {} });
  if (found) return { state: 'found', what, detail: `${found.path} (${found.from})` };
  const hasJava = findOnPath('java', env) && findOnPath('mvn', env);
  if (hasJava) return { state: 'will be got', what, detail: 'by npm test, with Maven' };
  return { state: 'optional', what, detail: `only for npm test. ${temporalTestServer.wayOut}` };
}

async function port({ config }: RuntimeOptions): Promise<Finding> {
  const { port: number, host } = config.http;
  const what = 'port';
  try {
    await assertPortFree(number, host);
    return { state: 'found', what, detail: `${number} on ${host} is free` };
  } catch (error) {
    return { state: 'optional', what, detail: (error as Error).message.replaceAll('\n', ' ') };
  }
}

function folder(what: string, path: string): Finding {
  try {
    accessSync(existing(path), constants.W_OK);
    return { state: 'found', what, detail: path };
  } catch {
    return { state: 'missing', what, detail: `${path} cannot be written: give another or change its owner` };
  }
}

function existing(path: string): string {
  return existsSync(path) ? path : existing(dirname(path));
}
