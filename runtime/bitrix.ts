import { join } from 'node:path';
import type { Config } from '../platform/config';
import { probe } from './httpProbe';
import { localApi } from './localRequest';
import type { Parts } from './parts';
import { type Product, addProcess, isBuilt } from './product';
import type { SupervisedChild } from './supervise';

const FILE = 'runtime/bitrixStub/main.js';

export interface LocalBitrix {
  /** Its page for people. */
  url: string;
  child: SupervisedChild;
  /** By which the processes of the product find it, and it them. */
  variables: NodeJS.ProcessEnv;
}

/** The stand-in for Bitrix24, where no portal is given; undefined where one is, or where it is switched off. */
export async function addLocalBitrix(
  product: Product,
  { bitrixStub, http }: Config,
  { ports, secrets }: Parts,
): Promise<LocalBitrix | undefined> {
  if (!bitrixStub || !isBuilt(product.root, FILE)) return undefined;
  const port = await ports.take('bitrix');
  const url = `http://127.0.0.1:${port}`;
  const variables = {
    USE_BITRIX_STUB: 'true',
    BITRIX_WEBHOOK_URL: `${url}/rest/1/${secrets.bitrix_webhook}`,
    BITRIX_APPLICATION_TOKEN: secrets.bitrix_application_token,
  };
  const env = {
    ...product.env,
    ...variables,
    BITRIX_STUB_PORT: String(port),
    BITRIX_STUB_FOLDER: join(product.runtimeDir, 'bitrix'),
    BITRIX_STUB_SECRET: secrets.bitrix_webhook,
    BITRIX_EVENTS_URL: `${localApi(http)}/webhook/bitrix`,
    // It speaks to this machine's own API, whose certificate may name another host.
    ...(http.tls && { NODE_TLS_REJECT_UNAUTHORIZED: '0' }),
  };
  const isReady = async () => (await probe(`${url}/`)) !== undefined;
  return { url: `${url}/`, variables, child: addProcess(product, 'bitrix', FILE, [], env, isReady) };
}
