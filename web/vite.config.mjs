import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { icons } from './icons.mjs';
import { precompress } from './precompress.mjs';
import { serviceWorker } from './serviceWorker.mjs';

const folder = fileURLToPath(new URL('../dist/web', import.meta.url));
const api = process.env.PANEL_API ?? 'http://127.0.0.1:8080';

/** `vite` alone serves the panel for its makers, with the API of a running product behind it. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  oxc: { jsx: { runtime: 'automatic' } },
  build: {
    outDir: folder,
    emptyOutDir: true,
    target: 'es2022',
    // Inlined pictures would need more from the content security policy.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
  plugins: [icons(), serviceWorker(), precompress(folder)],
  server: { proxy: { '/api': api, '/graphql': api } },
});
