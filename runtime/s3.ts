import { existsSync, mkdirSync, statfsSync } from 'node:fs';
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
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const child = supervisor.add({
    part: 's3',
    command: program,
    args: [
      ...[
        '--port',
        `127.0.0.1:${port}`,
        '--region',
        region,
        '--health',
        '/health',
        '--quiet',
        '--keep-alive',
      ],
      ...['posix', ...metadataFlags(runtimeDir, dataDir), dataDir],
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

/** Linux's magic numbers of ext4, xfs, btrfs, overlay, zfs and f2fs. */
const withExtendedAttributes = new Set([0xef53, 0x58465342, 0x9123683e, 0x794c7630, 0x2fc12fc1, 0xf2f52010]);

/**
 * An object's type and hash are extended attributes of its file, written in the same moment; where the file
 * system has none (a network share, a FUSE mount) they lie in a folder beside.
 */
function metadataFlags(runtimeDir: string, dataDir: string): string[] {
  const folder = join(runtimeDir, 's3-metadata');
  const kept = process.platform === 'darwin' || withExtendedAttributes.has(statfsSync(dataDir).type);
  if (kept && !existsSync(folder)) return [];
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return ['--sidecar', folder];
}
