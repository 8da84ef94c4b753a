import { join } from 'node:path';
import { runCommand } from '../../runtime/programs/command';
import { type Engine, isOneOff, serviceOf } from './engine';
import { complaints, faultsOf, unsettled, writtenPaths } from './examine';
import { until } from './waiting';

const UP_WITHIN_MS = 10 * 60_000;
const OURS = /^(api|worker-|bot)/;

export interface Stage {
  engine: Engine;
  /** The copy of the repository. */
  folder: string;
  env: NodeJS.ProcessEnv;
  report: (line: string) => void;
}

/** `docker compose up`, as the documents have it, and then whether everything is as it should be. */
export async function raise({ engine, report }: Stage, production: boolean): Promise<void> {
  const beganAt = Date.now();
  await engine.compose('up', '--detach', '--no-build', '--remove-orphans');
  await until('not everything came up', UP_WITHIN_MS, async () => {
    const waiting = (await engine.containers())
      .filter((one) => !isOneOff(one))
      .map(unsettled)
      .filter(Boolean);
    return waiting.length > 0 ? waiting.join(', ') : undefined;
  });
  const containers = await engine.containers();
  report(
    `up in ${Math.round((Date.now() - beganAt) / 1000)} s: ${containers.length} containers healthy or ended with 0`,
  );
  const faults = faultsOf(containers, production);
  for (const one of containers.filter((container) => OURS.test(serviceOf(container)))) {
    const written = writtenPaths(await engine.docker('diff', one.Id));
    if (written.length > 0) faults.push(`${one.Name} wrote ${written.join(', ')}`);
    const said = complaints(await engine.docker('logs', one.Id));
    if (said.length > 0) faults.push(`${one.Name} complains: ${said[0]}`);
  }
  if (faults.length > 0) throw new Error(faults.join('\n'));
  report(
    `uid 10001, read-only, no capabilities, no new privileges, no secret in a variable${production ? ', limits, logs that end' : ''}`,
  );
}

/** Each target that Prometheus found answers it. */
export async function watch(prometheus: string, { report }: Stage): Promise<void> {
  let count = 0;
  await until('Prometheus reaches not everything', 180_000, async () => {
    const reply = await fetch(`${prometheus}/api/v1/targets`);
    const { data } = (await reply.json()) as {
      data: { activeTargets: { scrapeUrl: string; health: string; lastError: string }[] };
    };
    count = data.activeTargets.length;
    const dumb = data.activeTargets.filter(({ health }) => health !== 'up');
    if (count < 6) return `only ${count} targets are known`;
    return dumb.length > 0 ? dumb.map((one) => `${one.scrapeUrl} ${one.lastError}`).join(', ') : undefined;
  });
  report(`Prometheus: all ${count} targets are up`);
}

export async function doctor({ engine, report }: Stage): Promise<void> {
  const said = await engine.compose('run', '--rm', 'tool');
  report(`the doctor: ${said.trim().split('\n').at(-1)}`);
}

/** One check's life through the published port, by a process that trusts the given authority too. */
export async function play(url: string, { folder, env, report }: Stage, authority?: string): Promise<void> {
  const told = await runCommand(
    process.execPath,
    ['--enable-source-maps', join(__dirname, 'story.js'), url, folder],
    { env: { ...env, ...(authority && { NODE_EXTRA_CA_CERTS: authority }) }, timeoutMs: 15 * 60_000 },
  );
  report(`at ${url}: ${told.trim()}`);
}

export async function memory({ engine, report }: Stage): Promise<void> {
  const ids = (await engine.containers()).filter(({ State }) => State.Pid > 0).map(({ Id }) => Id);
  const lines = (
    await engine.docker('stats', '--no-stream', '--format', '{{.Name}} {{.MemUsage}}', ...ids)
  ).trim();
  report(
    `memory: ${lines
      .split('\n')
      .map((line) => line.replace(/^\S*?rehearsal-/, '').replace(/ \/ .*/, ''))
      .join(', ')}`,
  );
}

/** How long each of ours takes from SIGTERM to its end, and that it ends well. */
export async function stopEach({ engine, report }: Stage): Promise<void> {
  const took: string[] = [];
  for (const one of await engine.containers()) {
    if (!OURS.test(serviceOf(one))) continue;
    const beganAt = Date.now();
    await engine.docker('stop', '--time', '40', one.Id);
    const [ended] = JSON.parse(await engine.docker('inspect', one.Id)) as [typeof one];
    if (ended.State.ExitCode !== 0) throw new Error(`${one.Name} ended with ${ended.State.ExitCode}`);
    took.push(`${serviceOf(one)} ${((Date.now() - beganAt) / 1000).toFixed(1)} s`);
  }
  report(`from docker stop to the end, each with 0: ${took.join(', ')}`);
}
