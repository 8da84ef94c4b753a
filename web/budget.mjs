import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';

/** What an executor's phone loads before the first useful page: the scripts that index.html names. */
const LIMIT_KB = 200;
const folder = fileURLToPath(new URL('../dist/web', import.meta.url));
const html = readFileSync(`${folder}/index.html`, 'utf8');
const scripts = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g)].map(([, path]) => path);
const sizes = scripts.map((path) => gzipSync(readFileSync(folder + path)).length / 1000);
const total = sizes.reduce((sum, size) => sum + size, 0);
console.log(
  `first load: ${total.toFixed(1)} kB gzipped of script in ${scripts.length} files (limit ${LIMIT_KB})`,
);
if (total > LIMIT_KB) process.exitCode = 1;
