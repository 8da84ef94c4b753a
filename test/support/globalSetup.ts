import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../../platform/config';
import { cacheDirOf } from '../../runtime/options';
import { type Parts, startParts } from '../../runtime/parts';
import { ensureProgram } from '../../runtime/programs/ensure';
import type { ProgramPlaces } from '../../runtime/programs/program';
import { temporalCli } from '../../runtime/programs/temporalCli';
import { temporalTestServer } from '../../runtime/programs/temporalTestServer';
import type { TestParts } from './parts';

declare global {
  var proverkaTestParts: Parts | undefined;
}

/** Jest's globalSetup has to be the default export. */
export default async function globalSetup(): Promise<void> {
  const say = (line: string) => process.stderr.write(`  ${line}\n`);
  const places: ProgramPlaces = { cacheDir: cacheDirOf(process.env), env: process.env, say };
  const runtimeDir = mkdtempSync(join(tmpdir(), 'proverka-test-'));
  chmodSync(runtimeDir, 0o711); // root lends Postgres an account that has to pass
  const { server: temporalServer } = loadConfig([]).temporal;
  const [parts, timeSkipping, { path: temporalProgram }] = await Promise.all([
    startParts({ ...places, runtimeDir, durable: false, temporary: true, temporalServer }),
    timeSkippingServer(places),
    ensureProgram(temporalCli, places),
  ]);
  const { database, temporal, s3 } = parts;
  if (!database || !temporal || !s3) throw new Error('a part is missing');
  globalThis.proverkaTestParts = parts;
  const addresses: TestParts = { database, temporal, s3, temporalProgram, ...timeSkipping };
  const file = join(runtimeDir, 'test-parts.json');
  writeFileSync(file, JSON.stringify(addresses));
  process.env['PROVERKA_TEST_PARTS'] = file;
}

async function timeSkippingServer(
  places: ProgramPlaces,
): Promise<Pick<TestParts, 'timeSkippingServer' | 'timeSkippingMissing'>> {
  try {
    const { path } = await ensureProgram(temporalTestServer, places);
    return { timeSkippingServer: path };
  } catch (error) {
    return { timeSkippingMissing: (error as Error).message };
  }
}
