import { readLogins } from '../logins';
import { startBitrixStub } from './server';

const HELP = `node dist/runtime/bitrixStub/main.js
A stand-in for Bitrix24 on this machine: both versions of its REST API, and a page that shows the tasks.
Reads BITRIX_STUB_PORT, BITRIX_STUB_FOLDER, BITRIX_STUB_SECRET, BITRIX_APPLICATION_TOKEN, BITRIX_EVENTS_URL.`;

async function main(env: NodeJS.ProcessEnv): Promise<void> {
  if (process.argv.includes('--help')) return void console.log(HELP);
  const { BITRIX_STUB_PORT, BITRIX_STUB_FOLDER, BITRIX_STUB_SECRET } = env;
  if (!BITRIX_STUB_PORT || !BITRIX_STUB_FOLDER || !BITRIX_STUB_SECRET) throw new Error(HELP);
  const { BITRIX_APPLICATION_TOKEN: applicationToken, BITRIX_EVENTS_URL: url, RUNTIME_DIR } = env;
  const stub = await startBitrixStub({
    port: Number(BITRIX_STUB_PORT),
    folder: BITRIX_STUB_FOLDER,
    secret: BITRIX_STUB_SECRET,
    hires: true,
    // People of the demo plant are called there as they are here.
    nameOf: (email) =>
      readLogins(RUNTIME_DIR ?? '').find(({ username }) => email.startsWith(`${username}@`))?.full_name,
    ...(url && applicationToken && { target: { url, applicationToken } }),
  });
  console.log(`serving at ${stub.url}`);
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => void stub.stop().then(() => process.exit(0)));
}

// eslint-disable-next-line no-restricted-properties -- of this stand-in, which is no part of the product
main(process.env).catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
