import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';

interface Size {
  width?: number;
  height?: number;
}

/** Left half red, right half blue: so that a turn shows. */
function halves({ width = 60, height = 40 }: Size) {
  const half = { width: Math.floor(width / 2), height, channels: 3, background: 'red' } as const;
  return sharp({ create: { width, height, channels: 3, background: 'blue' } }).composite([
    { input: { create: half }, left: 0, top: 0 },
  ]);
}

export const aJpeg = (size: Size = {}): Promise<Buffer> => halves(size).jpeg({ quality: 95 }).toBuffer();
export const aPng = (size: Size = {}): Promise<Buffer> => halves(size).png().toBuffer();
export const aWebp = (size: Size = {}): Promise<Buffer> => halves(size).webp().toBuffer();
export const aGif = (): Promise<Buffer> => halves({}).gif().toBuffer();

/** As a phone held upright takes it: sideways pixels, orientation 6, and the place in EXIF. */
export async function aPhonePhoto(size: Size = {}): Promise<Buffer> {
  return halves(size)
    .jpeg({ quality: 95 })
    .withMetadata({ orientation: 6 })
    .withExifMerge({
      IFD0: { Make: 'Proverka Phone' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '55/1 45/1 0/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '37/1 37/1 0/1',
      },
    })
    .toBuffer();
}

export async function noise(width: number, height: number): Promise<Buffer> {
  const noisy = { type: 'gaussian', mean: 128, sigma: 60 } as const;
  return sharp({ create: { width, height, channels: 3, background: 'black', noise: noisy } })
    .jpeg({ quality: 100 })
    .toBuffer();
}

/** A PNG of a few hundred bytes that claims `edge` × `edge` points. */
export function aBomb(edge = 30_000): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(edge, 0);
  header.writeUInt32BE(edge, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  const data = deflateSync(Buffer.alloc(100_000));
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A right PNG with a page of HTML in a text chunk and another behind its end. */
export async function aPolyglot(): Promise<Buffer> {
  const png = await aPng();
  const page = '<html><script>alert(1)</script></html>';
  const afterHeader = 8 + 25;
  return Buffer.concat([
    png.subarray(0, afterHeader),
    chunk('tEXt', Buffer.from(`Comment\0${page}`)),
    png.subarray(afterHeader),
    Buffer.from(page),
  ]);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

export const SVG = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
export const PDF = Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n%%EOF');
export const HEIC = Buffer.concat([
  Buffer.from('0000001866747970', 'hex'),
  Buffer.from('heic\0\0\0\0mif1heic'),
]);
/** Begins as a PNG and goes on as a page. */
export const HTML_BEHIND_PNG_HEADER = Buffer.concat([
  Buffer.from('89504e470d0a1a0a', 'hex'),
  Buffer.from('<html><script>alert(1)</script></html>'),
]);
