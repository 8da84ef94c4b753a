import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Jest's globalTeardown has to be the default export. */
export default async function globalTeardown(): Promise<void> {
  await globalThis.proverkaTestParts?.stop();
  const file = process.env['PROVERKA_TEST_PARTS'];
  if (file) await rm(dirname(file), { recursive: true, force: true });
}
