import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Config, loadConfig } from '../platform/config';
import type { PartName } from './parts';

/** What the embedded runtime is told from outside. */
export interface RuntimeOptions {
  config: Config;
  /** Data, logs and secrets of the embedded parts. */
  runtimeDir: string;
  /** Programs that were downloaded or built, shared by all clones. */
  cacheDir: string;
  /** The parts whose address the environment does not give. */
  embedded: PartName[];
}

/** @throws Error that names each wrong variable. */
export function runtimeOptions(root: string, env: NodeJS.ProcessEnv): RuntimeOptions {
  const isGiven = (name: string) => Boolean(env[name]?.trim() || env[`${name}_FILE`]?.trim());
  const hasDatabase = isGiven('DATABASE_URL') || isGiven('DATABASE_ADMIN_URL');
  const hasS3 = isGiven('S3_ENDPOINT');
  const config = loadConfig(
    [...(hasDatabase ? (['database', 'databaseOwner'] as const) : []), ...(hasS3 ? (['s3'] as const) : [])],
    env,
  );
  const embedded: [PartName, boolean][] = [
    ['database', !hasDatabase],
    ['temporal', !isGiven('TEMPORAL_ADDRESS')],
    ['s3', !hasS3],
  ];
  return {
    config,
    runtimeDir: resolve(root, config.runtimeDir),
    cacheDir: cacheDirOf(env),
    embedded: embedded.flatMap(([name, here]) => (here ? [name] : [])),
  };
}

export function cacheDirOf(env: NodeJS.ProcessEnv): string {
  return join(env['XDG_CACHE_HOME']?.trim() || join(homedir(), '.cache'), 'proverka');
}
