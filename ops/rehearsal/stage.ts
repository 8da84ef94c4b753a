import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What only the rehearsal needs, laid over the Compose files as the last of them. */
export function overlay({ standIns, production }: { standIns: boolean; production: boolean }): string {
  if (!standIns) return 'services: {}\n';
  const built = ['api', 'worker-reports', 'worker-checks', 'worker-integrations', 'migrate', 'tool', 'bot'];
  return [
    'services:',
    // Packages may be reached by the machine alone.
    ...[...built, ...(production ? ['worker-backup'] : [])].map(
      (name) => `  ${name}: { build: { network: host } }`,
    ),
    // No package registry has it.
    '  grafana: { profiles: [no-stand-in] }',
    '',
  ].join('\n');
}

/** A copy of what is in the repository, as a clone would be, with the changes that are not committed yet. */
export function copyRepository(to: string): void {
  const { stdout, status } = spawnSync(
    'git',
    ['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
    {
      encoding: 'utf8',
      maxBuffer: 16 * 1024 * 1024,
    },
  );
  if (status !== 0) throw new Error('git cannot tell which files are in the repository');
  for (const file of stdout.split('\0').filter((name) => name && existsSync(name))) {
    mkdirSync(dirname(join(to, file)), { recursive: true });
    cpSync(file, join(to, file), { verbatimSymlinks: true });
  }
}

/** The file .env beside docker-compose.yml. */
export function writeEnvironment(folder: string, variables: Record<string, string>): void {
  writeFileSync(
    join(folder, '.env'),
    Object.entries(variables)
      .map(([name, value]) => `${name}=${value}\n`)
      .join(''),
  );
}

export const secretIn = (folder: string, name: string): string =>
  readFileSync(join(folder, 'secrets', name), 'utf8').trim();

/** Defaults of the arguments before the first FROM. */
export function basesOf(dockerfile: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const line of dockerfile.split('\n')) {
    if (line.startsWith('FROM ')) break;
    const [, name, value] = /^ARG (\w+)=(\S+)$/.exec(line) ?? [];
    if (name && value) found[name] = value;
  }
  return found;
}
