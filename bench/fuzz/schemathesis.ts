import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheDirOf } from '../../runtime/options';
import { publishFolder } from '../../runtime/programs/publishFolder';

const run = promisify(execFile);
const VERSION = '4.32.5';
const CHECKS = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_schema_conformance',
  'response_headers_conformance',
];
/** They end the session or the account that everything else is called with. */
const LEFT_OUT = [
  '/auth/logout',
  '/auth/password',
  '/auth/sessions/{session_id}',
  '/users/{user_id}',
  '/events',
];

/** Its folder; installed from PyPI on first use. @throws Error that says what to install */
export async function ensureSchemathesis(): Promise<string> {
  const target = join(cacheDirOf(process.env), 'programs', `schemathesis-${VERSION}`);
  if (existsSync(target)) return target;
  console.log(`installing schemathesis ${VERSION}`);
  try {
    await publishFolder(target, async (folder) => {
      await run('python3', [
        '-m',
        'pip',
        'install',
        '--quiet',
        '--target',
        folder,
        `schemathesis==${VERSION}`,
      ]);
    });
  } catch (error) {
    throw new Error(
      `schemathesis cannot be installed: Python 3.10 with pip is needed (${(error as Error).message})`,
    );
  }
  return target;
}

export interface FuzzRun {
  url: string;
  token: string;
  ids: Record<string, string[]>;
  seed: number;
  seconds: number;
}

export interface FuzzOutcome {
  failed: boolean;
  /** As `8854 generated, 8854 passed`. */
  summary: string;
  output: string;
}

export async function runSchemathesis(
  program: string,
  { url, token, ids, seed, seconds }: FuzzRun,
): Promise<FuzzOutcome> {
  const folder = mkdtempSync(join(tmpdir(), 'proverka-schemathesis-'));
  const config = join(folder, 'schemathesis.toml');
  writeFileSync(config, configOf(ids));
  // One worker: with several, its own generator sometimes stumbles over itself.
  const options = [
    ...['--config-file', config, 'run', `${url}/openapi.json`, '--header', `Authorization: Bearer ${token}`],
    ...['--phases', 'examples,coverage,fuzzing', '--checks', CHECKS.join(','), '--seed', String(seed)],
    ...['--max-time', String(seconds), '--max-examples', '10', '--continue-on-failure', '--no-color'],
    ...LEFT_OUT.flatMap((path) => ['--exclude-path', path]),
  ];
  const env = { ...process.env, PYTHONPATH: program, NO_COLOR: '1' };
  const { output, failed } = await run('python3', ['-m', 'schemathesis.cli', ...options], {
    cwd: folder,
    env,
    maxBuffer: 1 << 26,
  }).then(
    ({ stdout }) => ({ output: stdout, failed: false }),
    (error: { stdout?: string; stderr?: string }) => ({
      output: `${error.stdout ?? ''}${error.stderr ?? ''}`,
      failed: true,
    }),
  );
  rmSync(folder, { recursive: true, force: true });
  return { failed, output, summary: /\d+ generated.*/.exec(output)?.[0] ?? 'no summary' };
}

/** Half of the calls meet things that are there. */
function configOf(ids: Record<string, string[]>): string {
  const names = Object.keys(ids);
  return [
    ...names.map((name) => `[dictionaries.${name}]\nvalues = ${JSON.stringify(ids[name])}`),
    '[parameters]',
    ...names.map((name) => `"path.${name}" = { dictionary = "${name}", probability = 0.6 }`),
    '',
  ].join('\n');
}
