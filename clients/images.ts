import sharp from 'sharp';
import { DomainError, type FaultCode } from '../domain/errors';

export const PICTURE_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const;
export type PictureType = (typeof PICTURE_TYPES)[number];

export interface Picture {
  content: Buffer;
  content_type: PictureType;
  width: number;
  height: number;
  thumbnail: Buffer;
}

export const THUMBNAIL_TYPE = 'image/webp';

const MOST_PIXELS = 50_000_000;
const LONGEST_EDGE_PX = 4096;
const THUMBNAIL_PX = 320;
const LONGEST_WORK_SECONDS = 20;

// Each upload is decoded once: kept operations would only hold its memory.
sharp.cache(false);

/** The type that the first bytes tell, whatever anybody claims. */
export function sniffPicture(content: Buffer): PictureType | 'image/heic' | undefined {
  const text = (from: number, to: number) => content.toString('latin1', from, to);
  if (text(0, 3) === '\xff\xd8\xff') return 'image/jpeg';
  if (text(0, 8) === '\x89PNG\r\n\x1a\n') return 'image/png';
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'image/webp';
  if (text(4, 8) === 'ftyp' && /^(hei[cxms]|hev[cxms]|mif1|msf1)$/.test(text(8, 12))) return 'image/heic';
  return undefined;
}

export function isPictureType(type: string): type is PictureType {
  return (PICTURE_TYPES as readonly string[]).includes(type);
}

/** Why a type is not taken; undefined if it is. */
export function typeFault(type: string | undefined): FaultCode | undefined {
  if (type !== undefined && isPictureType(type)) return undefined;
  return type !== undefined && /^image\/hei[cf]/.test(type) ? 'file.heic' : 'file.unknown_type';
}

/**
 * Decodes an upload and makes it anew: upright, sRGB, at most 4096 px, without metadata (where it was taken) and
 * without whatever else the file carried; with a WebP thumbnail of 320 px.
 * @param declared the type that the content has to be of; undefined takes what it is
 * @throws DomainError `file.unreadable` for content that is broken, of another type or of more than 50 megapixels
 */
export async function readPicture(content: Buffer, declared?: string): Promise<Picture> {
  const type = sniffPicture(content);
  const fault = typeFault(type);
  if (fault) throw unreadable(fault);
  if (declared !== undefined && declared !== type) throw unreadable('file.other_type');
  try {
    return await madeAnew(content, type as PictureType);
  } catch (error) {
    if (error instanceof DomainError) throw error;
    const bomb = error instanceof Error && error.message.includes('pixel limit');
    throw unreadable(bomb ? 'file.too_many_pixels' : 'file.damaged');
  }
}

async function madeAnew(content: Buffer, type: PictureType): Promise<Picture> {
  const input = { limitInputPixels: MOST_PIXELS, failOn: 'error' } as const;
  const { format } = await sharp(content, input).metadata();
  if (`image/${format}` !== type) throw unreadable('file.other_type');
  const upright = sharp(content, input)
    .timeout({ seconds: LONGEST_WORK_SECONDS })
    .autoOrient()
    .resize(fitInto(LONGEST_EDGE_PX))
    .toColourspace('srgb');
  const { data, info } = await encoded(upright, type).toBuffer({ resolveWithObject: true });
  const thumbnail = await sharp(data).resize(fitInto(THUMBNAIL_PX)).webp({ quality: 75 }).toBuffer();
  return { content: data, content_type: type, width: info.width, height: info.height, thumbnail };
}

function encoded(picture: sharp.Sharp, type: PictureType): sharp.Sharp {
  if (type === 'image/jpeg') return picture.jpeg({ quality: 85 });
  return type === 'image/png' ? picture.png() : picture.webp({ quality: 85 });
}

const fitInto = (edgePx: number) =>
  ({ width: edgePx, height: edgePx, fit: 'inside', withoutEnlargement: true }) as const;

function unreadable(code: FaultCode): DomainError {
  return new DomainError('file.unreadable', { faults: [{ path: '', code }] });
}
