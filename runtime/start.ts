import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listAdministrator } from './administrator';
import { announcement } from './announcement';
import { type LocalBitrix, addLocalBitrix } from './bitrix';
import { type Console, createConsole } from './console';
import { productEnvironment } from './environment';
import { type RuntimeOptions, runtimeOptions } from './options';
import { type Parts, startParts } from './parts';
import { assertPortFree } from './portHolder';
import { addApi, addBot, addWorker, isBuilt, type Product, runToEnd } from './product';
import { ensurePostgresTools } from './programs/postgresTools';
import type { ProgramPlaces } from './programs/program';
import { startReports } from './reports';
import { stopOnSignal } from './stopOnSignal';

/** `npm start`. Resolves when all of it runs; a signal then stops it in order. @throws Error with the way out. */
export async function start(root: string, env: NodeJS.ProcessEnv): Promise<void> {
  const console = createConsole((text) => process.stdout.write(text));
  const options = runtimeOptions(root, env);
  const { config, runtimeDir, cacheDir, embedded } = options;
  const { signal, onStop } = stopOnSignal(console.say);
  const places: ProgramPlaces = { cacheDir, env, say: console.say, signal };
  const beforeStart = () => assertPortFree(config.http.port, config.http.host);
  const backupTools = embedded.includes('database') ? backupToolsOf(places) : undefined;
  const parts = await console.step(`parts: ${embedded.join(', ') || 'all given'}`, () =>
    startParts({
      ...places,
      runtimeDir,
      only: embedded,
      temporalServer: config.temporal.server,
      beforeStart,
    }),
  );
  try {
    const product = {
      root,
      runtimeDir,
      supervisor: parts.supervisor,
      env: { ...(await backupTools), ...productEnvironment(options, parts, env) },
    };
    const bitrix = await addLocalBitrix(product, config, parts);
    const bound = bitrix ? { ...product, env: { ...product.env, ...bitrix.variables } } : product;
    const stops = await startProduct(bound, options, parts, places, console, bitrix);
    if (signal.aborted) throw new Error('stopped while starting');
    onStop(async () => {
      await Promise.all(stops.map((stop) => stop()));
      await parts.stop();
      console.say('stopped; the data stay');
    });
    console.say(announcement(config, parts, runtimeDir, bitrix?.url));
  } catch (error) {
    await parts.stop();
    throw error;
  }
}

/** The product works without them, and says each night that it could make no backup. */
async function backupToolsOf(places: ProgramPlaces): Promise<NodeJS.ProcessEnv> {
  try {
    return { PG_TOOLS_DIR: await ensurePostgresTools(places) };
  } catch (error) {
    places.say(`no backups: ${(error as Error).message}`);
    return {};
  }
}

/** Returns the ends of its processes, which come before those of the parts. */
async function startProduct(
  product: Product,
  { config }: RuntimeOptions,
  { ports, secrets }: Parts,
  places: ProgramPlaces,
  console: Console,
  bitrix: LocalBitrix | undefined,
): Promise<(() => Promise<void>)[]> {
  await console.step('database schema', () => runToEnd(product, 'migrate', 'db/migrate.js'));
  const processes = [
    addApi(product, config),
    addWorker(product, 'checks', await ports.take('checks_metrics')),
    ...(config.telegram ? [addBot(product, await ports.take('bot_metrics'))] : []),
    ...(bitrix ? [bitrix.child] : []),
  ];
  const reportsPort = await ports.take('reports_metrics');
  const stopReports = await console.step('API and workers', async () => {
    const [stop] = await Promise.all([
      startReports(product, reportsPort, places),
      ...processes.map((child) => child.start()),
    ]);
    return stop;
  });
  await listAdministrator(config, secrets, product.runtimeDir);
  if (config.demoData) await seedOnce(product, console);
  return [stopReports, ...processes.map((child) => child.stop)];
}

async function seedOnce(product: Product, console: Console): Promise<void> {
  const stamp = join(product.runtimeDir, 'demo-seeded');
  const file = 'runtime/demo/seed.js';
  if (existsSync(stamp) || !isBuilt(product.root, file)) return;
  // The seed speaks to this machine's own API, whose certificate may name another host.
  const env = { ...product.env, NODE_TLS_REJECT_UNAUTHORIZED: '0' };
  await console.step('demo plant', () => runToEnd({ ...product, env }, 'demo-seed', file));
  writeFileSync(stamp, new Date().toISOString());
}
