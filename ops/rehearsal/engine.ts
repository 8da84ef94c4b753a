import { runCommand } from '../../runtime/programs/command';

export interface Container {
  Id: string;
  Name: string;
  Image: string;
  RestartCount: number;
  State: { Status: string; ExitCode: number; Pid: number; OOMKilled: boolean; Health?: { Status: string } };
  Config: { User: string; Env: string[] | null; Image: string; Labels: Record<string, string> };
  HostConfig: {
    ReadonlyRootfs: boolean;
    CapDrop: string[] | null;
    SecurityOpt: string[] | null;
    Memory: number;
    NanoCpus: number;
    PidsLimit: number | null;
    LogConfig: { Config: Record<string, string> | null };
  };
}

export interface Engine {
  docker(...args: string[]): Promise<string>;
  compose(...args: string[]): Promise<string>;
  /** Of the project, those that have ended too. */
  containers(): Promise<Container[]>;
  /** What was printed, errors and all, and the exit code. */
  attempt(...args: string[]): Promise<{ code: number; said: string }>;
}

/** Everything is said to one Compose project in one folder, so that a deployment on the same machine is left alone. */
export function createEngine(cwd: string, project: string, env: NodeJS.ProcessEnv): Engine {
  const options = { cwd, env: { ...env, COMPOSE_PROJECT_NAME: project }, timeoutMs: 45 * 60_000 };
  const docker = (...args: string[]) => runCommand('docker', args, options);
  const compose = (...args: string[]) => docker('compose', '--ansi', 'never', ...args);
  return {
    docker,
    compose,
    async containers() {
      const ids = await docker(
        'ps',
        '--all',
        '--quiet',
        '--filter',
        `label=com.docker.compose.project=${project}`,
      );
      const found = ids.split('\n').filter(Boolean);
      if (found.length === 0) return [];
      return JSON.parse(await docker('inspect', ...found)) as Container[];
    },
    async attempt(...args) {
      try {
        return { code: 0, said: await docker(...args) };
      } catch (error) {
        return { code: 1, said: (error as Error).message };
      }
    },
  };
}

export const serviceOf = ({ Config }: Container): string => Config.Labels['com.docker.compose.service'] ?? '';
export const isOneOff = ({ Config }: Container): boolean =>
  Config.Labels['com.docker.compose.oneoff'] === 'True';

/** @throws Error with the way out where there is no engine that will do. */
export async function assertEngine({ docker }: Engine): Promise<string> {
  const ask = async (...args: string[]) => (await docker(...args)).trim();
  try {
    const engine = await ask('version', '--format', '{{.Server.Version}}');
    return `Docker Engine ${engine}, Compose ${await ask('compose', 'version', '--short')}, ${await ask('buildx', 'version')}`;
  } catch (error) {
    throw new Error(
      `There is no Docker engine that answers (${(error as Error).message.split('\n').at(-1)}).\n` +
        'It needs Docker Engine 25 or later with the plugins compose and buildx, and the right to use it (root, or the ' +
        'group docker). Debian 13 has all of them: apt-get install docker.io docker-cli docker-buildx docker-compose. ' +
        'An engine elsewhere is named by DOCKER_HOST.',
    );
  }
}
