import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** package.json lies one folder up from the sources, two from the build. */
const manifest = [join(__dirname, '../package.json'), join(__dirname, '../../package.json')].flatMap(
  (path) => {
    try {
      return [JSON.parse(readFileSync(path, 'utf8')) as { version: string }];
    } catch {
      return [];
    }
  },
)[0];

export const VERSION = manifest?.version ?? '0.0.0';
