import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { probe } from './httpProbe';
import type { SavedPorts } from './ports';
import { inOrder } from './process/stopProcess';
import type { Secrets } from './secrets';
import type { SupervisedChild, Supervisor } from './supervise';

export interface S3Addresses {
  endpoint: string;
  accessKey: string;
  secretKey: string;
  region: string;
}

const region = 'us-east-1';

export async function startS3(
  supervisor: Supervisor,
  settings: {
    runtimeDir: string;
    ports: SavedPorts;
    secrets: Secrets;
    program: string;
    env: NodeJS.ProcessEnv;
  },
): Promise<{ addresses: S3Addresses; child: SupervisedChild }> {
  const { runtimeDir, ports, secrets, program, env } = settings;
  const port = await ports.take('s3');
  const endpoint = `http://127.0.0.1:${port}`;
  const dataDir = join(runtimeDir, 's3');
  mkdirSync(dataDir, { recursive: true });
  const child = supervisor.add({
    part: 's3',
    command: program,
    args: [
      ...['--port', `127.0.0.1:${port}`, '--region', region, '--health', '/health', '--quiet', '--keep-alive'],
      ...['posix', ...metadataFlags(runtimeDir), dataDir],
    ],
    // Not as arguments, which every user of the machine can read.
    env: { ...env, ROOT_ACCESS_KEY_ID: secrets.s3_access_key, ROOT_SECRET_ACCESS_KEY: secrets.s3_secret_key },
    way: inOrder,
    isReady: async () => (await probe(`${endpoint}/health`)) !== undefined,
    readyWithinMs: 30_000,
  });
  await child.start();
  return {
    child,
    addresses: { endpoint, accessKey: secrets.s3_access_key, secretKey: secrets.s3_secret_key, region },
  };
}

/** Kept beside the objects: unlike extended attributes, every file system can, and a plain copy is a backup. */
function metadataFlags(runtimeDir: string): string[] {
  const folder = join(runtimeDir, 's3-metadata');
  mkdirSync(folder, { recursive: true });
  return ['--sidecar', folder];
}
