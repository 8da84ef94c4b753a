import { mkdirSync } from 'node:fs';
import { type DatabaseAddresses, startPostgres } from './postgres/postgres';
import { type SavedPorts, savedPorts } from './ports';
import { stopLeftovers } from './process/leftovers';
import { lockFolder } from './process/lock';
import { ensureProgram } from './programs/ensure';
import type { ProgramPlaces } from './programs/program';
import { temporalCli } from './programs/temporalCli';
import { versityGateway } from './programs/versityGateway';
import { startS3, type S3Addresses } from './s3';
import { type Secrets, secretsOf } from './secrets';
import { createSupervisor, type SupervisedChild, type Supervisor } from './supervise';
import type { TemporalAddresses } from './temporal/addresses';
import { startDevServer } from './temporal/devServer';
import { startServer } from './temporal/server';

export type PartName = 'database' | 'temporal' | 's3';

export interface PartsOptions {
  runtimeDir: string;
  cacheDir: string;
  /** What children are given; programs are sought on its PATH. */
  env: NodeJS.ProcessEnv;
  /** Those that are not named here are not started, and have no addresses. */
  only?: PartName[];
  /** Hears of all that takes long or goes wrong. */
  say?: (line: string) => void;
  /** `dev` where nothing is said; `postgres` needs the embedded database. */
  temporalServer?: 'dev' | 'postgres';
  /** false for data that need not outlive the machine. */
  durable?: boolean;
  /** Removes runtimeDir at the end, even if this process is killed. */
  temporary?: boolean;
  /** Run when the folder is ours and leftovers are gone, before anything starts; what it throws ends the start. */
  beforeStart?: () => Promise<void>;
  /** Breaks the start off. */
  signal?: AbortSignal;
}

/** A part that can be stopped and started again on the same port and data. */
type Restartable = Pick<SupervisedChild, 'start' | 'stop' | 'pid'>;

export interface Parts {
  database?: DatabaseAddresses & Restartable;
  temporal?: TemporalAddresses & Restartable;
  s3?: S3Addresses & Restartable;
  secrets: Secrets;
  ports: SavedPorts;
  /** For children beside the parts; stop() ends them too, so stop them first where order matters. */
  supervisor: Supervisor;
  stop(): Promise<void>;
}

/** Others may pass (root lends Postgres an account of its own) and see nothing. */
const enterable = 0o711;

/** Starts Postgres, Temporal and S3 beside one another. @throws Error with the way out; nothing stays running. */
export async function startParts(options: PartsOptions): Promise<Parts> {
  const { runtimeDir, cacheDir, env, durable = true, say = () => {}, signal } = options;
  mkdirSync(runtimeDir, { recursive: true, mode: enterable });
  const release = lockFolder(runtimeDir);
  try {
    const left = await stopLeftovers(runtimeDir);
    if (left.length > 0) say(`stopped what an interrupted run had left: ${left.sort().join(', ')}`);
    await options.beforeStart?.();
  } catch (error) {
    release();
    throw error;
  }
  const secrets = secretsOf(runtimeDir);
  const ports = savedPorts(runtimeDir);
  const supervisor = createSupervisor(runtimeDir, say);
  if (options.temporary) supervisor.removeAtEnd(runtimeDir);
  const places: ProgramPlaces = { cacheDir, env, say, ...(signal && { signal }) };
  const wanted = (name: PartName) => options.only?.includes(name) ?? true;
  const stop = async () => {
    await supervisor.stop();
    release();
  };
  signal?.addEventListener('abort', () => void supervisor.stop(), { once: true });

  const postgres = wanted('database')
    ? startPostgres(supervisor, { runtimeDir, ports, secrets, durable })
    : undefined;
  const startTemporal = async () => {
    if (options.temporalServer !== 'postgres') {
      const { path: program } = await ensureProgram(temporalCli, places);
      return startDevServer(supervisor, { runtimeDir, ports, program });
    }
    if (!postgres) throw new Error('TEMPORAL_SERVER=postgres needs the embedded database');
    const { superuserUrl } = (await postgres).addresses;
    const password = secrets.postgres_temporal;
    return startServer(supervisor, { runtimeDir, ports, places, superuserUrl, password });
  };

  const results = await Promise.allSettled([
    postgres,
    wanted('temporal') ? startTemporal() : undefined,
    wanted('s3')
      ? ensureProgram(versityGateway, places).then(({ path: program }) =>
          startS3(supervisor, { runtimeDir, ports, secrets, program, env }),
        )
      : undefined,
  ]);
  const faults = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as Error] : []));
  if (faults.length > 0) {
    await stop();
    throw new Error(faults.map((fault) => fault.message).join('\n\n'), { cause: faults[0] });
  }
  const [database, temporal, s3] = results.map(
    (result) => (result as PromiseFulfilledResult<unknown>).value,
  ) as [
    Awaited<ReturnType<typeof startPostgres>> | undefined,
    Awaited<ReturnType<typeof startDevServer>> | undefined,
    Awaited<ReturnType<typeof startS3>> | undefined,
  ];
  return {
    ...(database && { database: { ...database.addresses, ...restartable(database.child) } }),
    ...(temporal && { temporal: { ...temporal.addresses, ...restartable(temporal.child) } }),
    ...(s3 && { s3: { ...s3.addresses, ...restartable(s3.child) } }),
    secrets,
    ports,
    supervisor,
    stop,
  };
}

const restartable = ({ start, stop, pid }: SupervisedChild): Restartable => ({ start, stop, pid });
