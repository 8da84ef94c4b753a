import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const ROOT = join(__dirname, '../../..');

export interface FuzzedProduct {
  url: string;
  stop(): Promise<void>;
}

/** The whole product as `npm start` gives it, without limits on calls. Resolves when it has announced itself. */
export async function startForFuzzing(runtimeDir: string, port: number): Promise<FuzzedProduct> {
  const child = spawn(process.execPath, [join(ROOT, 'runtime/bootstrap.mjs'), 'start'], {
    cwd: ROOT,
    env: {
      ...process.env,
      PORT: String(port),
      RUNTIME_DIR: runtimeDir,
      LOGIN_RATE_LIMIT: 'off',
      API_RATE_LIMIT: 'off',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  const ended = once(child, 'exit');
  await new Promise<void>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.includes('Ctrl-C')) resolve();
    });
    void ended.then(() => reject(new Error(`The product did not start:\n${said}`)));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
