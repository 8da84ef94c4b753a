import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const TEXT = /\.(js|css|html|svg|webmanifest|wasm|json)$/;
/** Below this a file fits a packet or two as it is. */
const LEAST_BYTES = 1_000;

/** Leaves `.br` and `.gz` beside what is built: the server sends them as they are, at no cost to a request. */
export function precompress(folder) {
  return {
    name: 'precompress',
    closeBundle() {
      for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
        if (!TEXT.test(path)) continue;
        const content = readFileSync(join(folder, path));
        if (content.length < LEAST_BYTES) continue;
        const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
        writeFileSync(join(folder, `${path}.br`), brotliCompressSync(content, { params }));
        writeFileSync(join(folder, `${path}.gz`), gzipSync(content, { level: 9 }));
      }
    },
  };
}
