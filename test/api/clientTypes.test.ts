import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openApiOf } from '../../api/openapi';
import { allRoutes } from '../../api/routes';
import { TAGS } from '../../api/tags';
import type { Database } from '../../db/database';
import { testServices } from '../support/services';

const FILE = join(__dirname, '../../web/generated/api.d.ts');

/** The routes are only described here, so nothing behind them is needed. */
const noDatabase = { read: {} } as Database;

test('the client types of the panel are those of the API’s document', () => {
  const document = openApiOf(allRoutes(testServices(noDatabase)), {
    title: 'Proverka API',
    version: 'client types',
    description: '',
    tags: TAGS,
  });
  const folder = mkdtempSync(join(tmpdir(), 'proverka-types-'));
  try {
    const source = join(folder, 'openapi.json');
    writeFileSync(source, JSON.stringify(document));
    const program = join(__dirname, '../../node_modules/openapi-typescript/bin/cli.js');
    const types = execFileSync(process.execPath, [program, source], {
      encoding: 'utf8',
      maxBuffer: 1 << 26,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    if (process.env.UPDATE_DOCS) writeFileSync(FILE, types);
    expect(readFileSync(FILE, 'utf8')).toBe(types);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
