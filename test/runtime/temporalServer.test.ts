import { execFileSync } from 'node:child_process';
import { testParts } from '../support/parts';
import { aFolder, clearRuntimes, someParts, until } from './anyRuntime';

afterEach(clearRuntimes);

const temporal = (address: string | undefined, ...args: string[]) =>
  execFileSync(testParts().temporalProgram, [...args, '--address', String(address)], {
    encoding: 'utf8',
    stdio: 'pipe',
  });

test('the server of production keeps its workflows in Postgres over a kill and a new start of all', async () => {
  const folder = aFolder();
  const said: string[] = [];
  const first = await someParts(folder, ['database', 'temporal'], said, 'postgres');
  const { address, pid } = first.temporal as NonNullable<typeof first.temporal>;
  temporal(address, 'workflow', 'start', '--type', 'any', '--task-queue', 'any', '--workflow-id', 'kept');

  process.kill(pid() as number, 'SIGKILL');
  await until(() => said.some((line) => line.includes('is back')));
  expect(temporal(address, 'workflow', 'describe', '--workflow-id', 'kept')).toContain('kept');
  await first.stop();

  const second = await someParts(folder, ['database', 'temporal'], said, 'postgres');
  expect(second.temporal?.address).toBe(address);
  expect(temporal(address, 'workflow', 'describe', '--workflow-id', 'kept')).toContain('kept');
});

test('it is refused without the embedded database, and the reason names the variable', async () => {
  await expect(someParts(aFolder(), ['temporal'], [], 'postgres')).rejects.toThrow(
    'TEMPORAL_SERVER=postgres needs the embedded database',
  );
});
