import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addLocalBitrix } from '../../runtime/bitrix';
import { productEnvironment } from '../../runtime/environment';
import { runtimeOptions } from '../../runtime/options';
import { startParts } from '../../runtime/parts';
import { type Product, addApi, addBot, addWorker, runToEnd } from '../../runtime/product';
import type { SupervisedChild, Supervisor } from '../../runtime/supervise';
import { type StandInForTelegram, standInForTelegram } from './telegram';

export interface Stage {
  url: string;
  runtimeDir: string;
  supervisor: Supervisor;
  telegram: StandInForTelegram;
  /** `host:port` of what is scraped, by the job of prometheus.yml. */
  targets: Record<string, string[]>;
  port(name: string): Promise<number>;
  checksWorker: Pick<SupervisedChild, 'start' | 'stop'>;
  s3: Pick<SupervisedChild, 'start' | 'stop'>;
  stop(): Promise<void>;
}

/** The product as `npm start` runs it, in a temporary folder, with its demo plant. */
export async function startStage(
  root: string,
  source: NodeJS.ProcessEnv,
  say: (line: string) => void,
): Promise<Stage> {
  const runtimeDir = mkdtempSync(join(tmpdir(), 'proverka-proof-'));
  chmodSync(runtimeDir, 0o711); // root lends Postgres an account that has to pass
  const telegram = await standInForTelegram();
  const { PATH, HOME, XDG_CACHE_HOME, TEMPORAL_SERVER } = source;
  const given = {
    ...{ PATH, HOME, XDG_CACHE_HOME, TEMPORAL_SERVER, RUNTIME_DIR: runtimeDir },
    ...{ LOGIN_RATE_LIMIT: 'off', API_RATE_LIMIT: 'off', ADMIN_PASSWORD: 'correct horse battery' },
    ...{ TELEGRAM_BOT_TOKEN: telegram.token, TELEGRAM_API_ROOT: telegram.root },
  };
  const places = runtimeOptions(root, given);
  const parts = await startParts({
    ...{ runtimeDir, cacheDir: places.cacheDir, env: given, say, temporary: true },
    temporalServer: places.config.temporal.server,
  });
  const { supervisor, ports } = parts;
  try {
    const env = { ...given, PORT: String(await ports.take('api')) };
    const options = runtimeOptions(root, env);
    const plain = { root, runtimeDir, supervisor, env: productEnvironment(options, parts, env) };
    const bitrix = await addLocalBitrix(plain, options.config, parts);
    const product: Product = { ...plain, env: { ...plain.env, ...bitrix?.variables } };
    await runToEnd(product, 'migrate', 'db/migrate.js');
    const [checks, reports, bot] = await Promise.all(
      ['checks_metrics', 'reports_metrics', 'bot_metrics'].map((name) => ports.take(name)),
    );
    const checksWorker = addWorker(product, 'checks', checks as number);
    const children = [
      ...[addApi(product, options.config), checksWorker, addWorker(product, 'reports', reports as number)],
      ...[addBot(product, bot as number), ...(bitrix ? [bitrix.child] : [])],
    ];
    await Promise.all(children.map((child) => child.start()));
    await runToEnd(product, 'demo-seed', 'runtime/demo/seed.js');
    const { temporal, s3 } = parts;
    if (!temporal || !s3) throw new Error('Temporal and S3 are embedded here: leave out their addresses');
    return {
      ...{ runtimeDir, supervisor, telegram, checksWorker, s3 },
      url: `http://127.0.0.1:${options.config.http.port}`,
      port: (name) => ports.take(name),
      targets: {
        'proverka-api': [`127.0.0.1:${options.config.http.port}`],
        'proverka-worker': [`127.0.0.1:${checks}`, `127.0.0.1:${reports}`],
        'proverka-bot': [`127.0.0.1:${bot}`],
        temporal: [new URL(temporal.metricsUrl).host],
      },
      async stop() {
        await Promise.all(children.map((child) => child.stop()));
        await parts.stop();
        await telegram.stop();
      },
    };
  } catch (error) {
    await parts.stop();
    await telegram.stop();
    throw error;
  }
}
