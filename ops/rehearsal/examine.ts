import { type Container, isOneOff, serviceOf } from './engine';

const OURS = /^(api|worker-|migrate|bot|tool)/;
const ONE_SHOT = ['migrate', 'temporal-schema', 'temporal-namespace'];

/** Why it is not yet, or never will be, as it should; undefined for a container that is. */
export function unsettled({ State, RestartCount, ...rest }: Container): string | undefined {
  const name = rest.Name.replace(/^\//, '');
  if (ONE_SHOT.includes(serviceOf({ State, RestartCount, ...rest })))
    return State.Status === 'exited' && State.ExitCode === 0
      ? undefined
      : `${name} is ${State.Status} (${State.ExitCode})`;
  if (State.Status !== 'running') return `${name} is ${State.Status} (${State.ExitCode})`;
  return State.Health?.Status === 'healthy'
    ? undefined
    : `${name} is ${State.Health?.Status ?? 'not watched'}`;
}

/** What an engine was told, held against what docs/deployment.md and docs/security.md promise. */
export function faultsOf(containers: readonly Container[], production: boolean): string[] {
  return containers
    .filter((one) => !isOneOff(one))
    .flatMap((one) => {
      const { Config, HostConfig, RestartCount, State } = one;
      const lasting = !ONE_SHOT.includes(serviceOf(one));
      const promises: [string, boolean][] = [
        ['is not as it should be', unsettled(one) === undefined],
        ['was restarted', RestartCount === 0],
        ['ran out of memory', !State.OOMKilled],
        ['can write to its file system', HostConfig.ReadonlyRootfs],
        ['keeps capabilities', HostConfig.CapDrop?.includes('ALL') ?? false],
        [
          'may gain privileges',
          HostConfig.SecurityOpt?.some((o) => o.startsWith('no-new-privileges')) ?? false,
        ],
        ['is another user than 10001', !OURS.test(serviceOf(one)) || Config.User === '10001:10001'],
        ['is told a secret openly', !(Config.Env ?? []).some(isOpenSecret)],
        ['has no limit of memory', !production || !lasting || HostConfig.Memory > 0],
        ['has no limit of processors', !production || !lasting || HostConfig.NanoCpus > 0],
        ['has no limit of processes', !production || !lasting || (HostConfig.PidsLimit ?? 0) > 0],
        ['logs without end', !production || Boolean(HostConfig.LogConfig.Config?.['max-size'])],
      ];
      return promises.filter(([, kept]) => !kept).map(([fault]) => `${one.Name.replace(/^\//, '')} ${fault}`);
    });
}

/** A variable whose name tells of a secret and that is no file with it. */
export function isOpenSecret(variable: string): boolean {
  const [name = '', value = ''] = variable.split(/=(.*)/s);
  return (
    /PASSWORD|SECRET|TOKEN|_KEY\b|_KEY_/.test(name) && value !== '' && !value.startsWith('/run/secrets/')
  );
}

/** Of `docker diff`: paths that the container itself wrote; folders that hold mounts are the engine's. */
export const writtenPaths = (diff: string): string[] =>
  diff
    .split('\n')
    .filter(Boolean)
    .map((line) => line.slice(2))
    .filter(
      (path) => !/^\/(run|tmp|etc|scripts|docker-entrypoint-initdb\.d|certificates|dev)(\/|$)/.test(path),
    );

/** Lines of our own log that tell of an error (pino's levels), and what is no JSON at all. */
export const complaints = (log: string): string[] =>
  log
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .filter((line) => Number((JSON.parse(line) as { level?: unknown }).level) >= 50);
