import QRCode from 'qrcode';
import sharp from 'sharp';

export interface Picture {
  content: Buffer;
  media_type: 'image/jpeg' | 'image/png';
  /** In pixels, after turning and scaling. */
  width: number;
  height: number;
}

const PHOTO_PX = 1200;
const SIGNATURE_PX = 700;

/** Upright, at most 1200 px, on white; null where the content is no picture. */
export function photoPicture(content: Buffer): Promise<Picture | null> {
  return picture(
    sharp(content).rotate().resize(box(PHOTO_PX)).flatten({ background: '#fff' }).jpeg({ quality: 82 }),
  );
}

/** Line art, so PNG; its transparent ground becomes white. */
export function signaturePicture(content: Buffer): Promise<Picture | null> {
  return picture(
    sharp(content).resize(box(SIGNATURE_PX)).flatten({ background: '#fff' }).png({ palette: true }),
    'image/png',
  );
}

/** Black on white without transparency, which a PDF would keep as a second picture. */
export async function qrPicture(text: string): Promise<Buffer> {
  const drawn = await QRCode.toBuffer(text, { type: 'png', margin: 0, scale: 8, errorCorrectionLevel: 'M' });
  return sharp(drawn).flatten({ background: '#fff' }).greyscale().png().toBuffer();
}

const box = (px: number) => ({ width: px, height: px, fit: 'inside' as const, withoutEnlargement: true });

async function picture(
  pipeline: sharp.Sharp,
  media_type: Picture['media_type'] = 'image/jpeg',
): Promise<Picture | null> {
  try {
    const { data, info } = await pipeline.toBuffer({ resolveWithObject: true });
    return { content: data, media_type, width: info.width, height: info.height };
  } catch {
    return null; // a report with a gap told in words is worth more than none
  }
}

/** The largest size of the picture's shape within a box, in the box's unit, to two decimals. */
export function fitted({ width, height }: Picture, maxWidth: number, maxHeight: number) {
  const scale = Math.min(maxWidth / width, maxHeight / height);
  return { width: round(width * scale), height: round(height * scale) };
}

const round = (value: number) => Math.max(Math.round(value * 100) / 100, 0.01);
