import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const api = process.env.PANEL_API ?? 'http://127.0.0.1:8080';

/** `vite` alone serves the panel for its makers, with the API of a running product behind it. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  oxc: { jsx: { runtime: 'automatic' } },
  build: {
    outDir: fileURLToPath(new URL('../dist/web', import.meta.url)),
    emptyOutDir: true,
    target: 'es2022',
    // Inlined pictures would need more from the content security policy.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
  server: { proxy: { '/api': api, '/graphql': api } },
});
