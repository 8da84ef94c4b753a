import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const read = (file) => readFileSync(fileURLToPath(new URL(file, import.meta.url)), 'utf8');

/** The icon in every shape that phones ask for, all drawn from icon.svg. */
export function icons() {
  return {
    name: 'icons',
    async generateBundle() {
      const svg = read('./public/icon.svg');
      // Phones cut a maskable icon to their own shape: its ground reaches the edge, its sign stays in the middle.
      const full = svg
        .replace(/rx="20"/, '')
        .replace('<path', '<path transform="translate(48 48) scale(0.72) translate(-48 -48)"');
      const png = (source, size) =>
        sharp(Buffer.from(source), { density: 72 * (size / 96) })
          .resize(size)
          .png()
          .toBuffer();
      const made = {
        'icon-192.png': await png(svg, 192),
        'icon-512.png': await png(svg, 512),
        'icon-maskable-512.png': await png(full, 512),
        'apple-touch-icon.png': await png(full, 180),
      };
      for (const [fileName, source] of Object.entries(made))
        this.emitFile({ type: 'asset', fileName, source });
    },
  };
}
