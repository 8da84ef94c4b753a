import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What an executor's phone keeps beyond the first load: pages and dialogs that are opened later, maybe without network. */
const KEPT =
  /\/web\/src\/(executor\/.+|me\/MePage|parts\/ConfirmDialog|app\/(AccountMenu|SignOutDialog))\.tsx?$/;
const PUBLIC = ['/icon.svg', '/icon-192.png', '/manifest.webmanifest'];

/** Makes /sw.js of sw.js: it changes with every build, which is how browsers learn that there is a new one. */
export function serviceWorker() {
  return {
    name: 'service-worker',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const files = new Set();
      const keep = (name) => {
        const chunk = bundle[name];
        if (!chunk || files.has(`/${name}`)) return;
        files.add(`/${name}`);
        for (const style of chunk.viteMetadata?.importedCss ?? []) files.add(`/${style}`);
        for (const imported of chunk.imports ?? []) keep(imported);
      };
      for (const [name, chunk] of Object.entries(bundle))
        if (chunk.type === 'chunk' && (chunk.isEntry || KEPT.test(chunk.facadeModuleId ?? ''))) keep(name);
      const code = readFileSync(fileURLToPath(new URL('./sw.js', import.meta.url)), 'utf8');
      const all = [...files, ...PUBLIC].sort();
      const build = createHash('sha256')
        .update(code + JSON.stringify([all, Object.keys(bundle).sort()]))
        .digest('hex')
        .slice(0, 12);
      const source = `const BUILD = '${build}';\nconst FILES = ${JSON.stringify(all)};\n${code}`;
      this.emitFile({ type: 'asset', fileName: 'sw.js', source });
    },
  };
}
