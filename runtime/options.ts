import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** What the embedded runtime is told from outside. A part whose address is given is not started here. */
export interface RuntimeOptions {
  port: number;
  host: string;
  /** Data, logs and secrets of the embedded parts. */
  runtimeDir: string;
  /** Programs that were downloaded or built, shared by all clones. */
  cacheDir: string;
  demoData: boolean;
  given: GivenParts;
}

export interface GivenParts {
  databaseUrl?: string;
  databaseAdminUrl?: string;
  temporalAddress?: string;
  s3Endpoint?: string;
  jwtSecret?: string;
  publicUrl?: string;
}

/** @throws Error that names each wrong variable and what to write instead. */
export function runtimeOptions(env: NodeJS.ProcessEnv): RuntimeOptions {
  const faults: string[] = [];
  const port = Number(value(env, 'PORT') ?? 8080);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    faults.push(`PORT: ${env['PORT']} is not a port: give a number from 1 to 65535`);
  }
  const demo = value(env, 'DEMO_DATA') ?? 'true';
  if (demo !== 'true' && demo !== 'false') faults.push(`DEMO_DATA: ${demo} is neither true nor false`);
  if (value(env, 'DATABASE_URL') && !value(env, 'DATABASE_ADMIN_URL')) {
    faults.push('DATABASE_ADMIN_URL: required with DATABASE_URL: migrations run as the owner of the tables');
  }
  if (value(env, 'S3_ENDPOINT') && !(value(env, 'S3_ACCESS_KEY') && value(env, 'S3_SECRET_KEY'))) {
    faults.push('S3_ACCESS_KEY, S3_SECRET_KEY: required with S3_ENDPOINT: photos and reports are stored there');
  }
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return {
    port,
    host: value(env, 'HOST') ?? '127.0.0.1',
    runtimeDir: resolve(value(env, 'RUNTIME_DIR') ?? '.runtime'),
    cacheDir: cacheDirOf(env),
    demoData: demo === 'true',
    given: givenParts(env),
  };
}

export function cacheDirOf(env: NodeJS.ProcessEnv): string {
  return join(value(env, 'XDG_CACHE_HOME') ?? join(homedir(), '.cache'), 'proverka');
}

function givenParts(env: NodeJS.ProcessEnv): GivenParts {
  const names = {
    databaseUrl: 'DATABASE_URL',
    databaseAdminUrl: 'DATABASE_ADMIN_URL',
    temporalAddress: 'TEMPORAL_ADDRESS',
    s3Endpoint: 'S3_ENDPOINT',
    jwtSecret: 'JWT_SECRET',
    publicUrl: 'PUBLIC_URL',
  } as const;
  const given: GivenParts = {};
  for (const [key, name] of Object.entries(names) as [keyof GivenParts, string][]) {
    const found = value(env, name);
    if (found !== undefined) given[key] = found;
  }
  return given;
}

function value(env: NodeJS.ProcessEnv, name: string): string | undefined {
  const text = env[name]?.trim();
  return text ? text : undefined;
}
