import sharp from 'sharp';
import { readPicture } from '../../clients/images';
import { DomainError } from '../../domain/errors';
import * as made from './pictures';

async function faultOf(content: Buffer, declared?: string): Promise<string | undefined> {
  const error: unknown = await readPicture(content, declared).catch((thrown: unknown) => thrown);
  if (!(error instanceof DomainError)) return undefined;
  expect(error.code).toBe('file.unreadable');
  return error.details.faults?.[0]?.code;
}

/** Red, green and blue of one point. */
async function pointOf(content: Buffer, left: number, top: number): Promise<number[]> {
  const { data } = await sharp(content)
    .removeAlpha()
    .extract({ left, top, width: 1, height: 1 })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return [...data];
}

describe('what is kept of a picture', () => {
  it.each([
    ['image/jpeg', made.aJpeg],
    ['image/png', made.aPng],
    ['image/webp', made.aWebp],
  ] as const)('%s stays what it is, with a WebP thumbnail', async (type, build) => {
    const picture = await readPicture(await build({ width: 900, height: 600 }), type);
    expect(picture).toMatchObject({ content_type: type, width: 900, height: 600 });
    expect(`image/${(await sharp(picture.content).metadata()).format}`).toBe(type);
    const thumbnail = await sharp(picture.thumbnail).metadata();
    expect(thumbnail).toMatchObject({ format: 'webp', width: 320, height: 213 });
  });

  it('a photo taken upright comes out upright, without EXIF and the place where it was taken', async () => {
    const photo = await made.aPhonePhoto({ width: 60, height: 40 });
    const before = await sharp(photo).metadata();
    expect(before.orientation).toBe(6);
    expect(photo.includes('Proverka Phone')).toBe(true);

    const { content, width, height } = await readPicture(photo, 'image/jpeg');
    expect([width, height]).toEqual([40, 60]);
    const after = await sharp(content).metadata();
    expect([after.exif, after.orientation, after.xmp, after.iptc]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    const [top, bottom] = [await pointOf(content, 20, 5), await pointOf(content, 20, 55)];
    expect(top[0]).toBeGreaterThan(200);
    expect(bottom[2]).toBeGreaterThan(200);
  });

  it('a side of more than 4096 points is made smaller', async () => {
    const picture = await readPicture(await made.aJpeg({ width: 6000, height: 3000 }));
    expect([picture.width, picture.height]).toEqual([4096, 2048]);
  });

  it('a small picture is not blown up', async () => {
    const picture = await readPicture(await made.aPng({ width: 10, height: 6 }));
    expect([picture.width, picture.height]).toEqual([10, 6]);
  });

  it('nothing of a page that a picture carries along', async () => {
    const { content, thumbnail } = await readPicture(await made.aPolyglot(), 'image/png');
    expect(content.includes('script')).toBe(false);
    expect(thumbnail.includes('script')).toBe(false);
  });

  it('the see-through background of a signature', async () => {
    const background = { r: 0, g: 0, b: 0, alpha: 0 };
    const signature = await sharp({ create: { width: 20, height: 10, channels: 4, background } })
      .png()
      .toBuffer();
    const { content } = await readPicture(signature, 'image/png');
    expect((await sharp(content).metadata()).hasAlpha).toBe(true);
  });
});

describe('what is refused', () => {
  it.each([
    ['a page behind a PNG header', made.HTML_BEHIND_PNG_HEADER, 'image/png', 'file.damaged'],
    ['an SVG called PNG', made.SVG, 'image/png', 'file.unknown_type'],
    ['an SVG', made.SVG, 'image/svg+xml', 'file.unknown_type'],
    ['a PDF', made.PDF, undefined, 'file.unknown_type'],
    ['a HEIC, with the advice to convert it', made.HEIC, 'image/jpeg', 'file.heic'],
    ['nothing at all', Buffer.alloc(0), 'image/jpeg', 'file.unknown_type'],
    ['a decompression bomb', made.aBomb(), 'image/png', 'file.too_many_pixels'],
  ])('%s', async (_what, content, declared, fault) => {
    expect(await faultOf(content, declared)).toBe(fault);
  });

  it('a GIF', async () => expect(await faultOf(await made.aGif())).toBe('file.unknown_type'));

  it('a PNG called JPEG', async () =>
    expect(await faultOf(await made.aPng(), 'image/jpeg')).toBe('file.other_type'));

  it('a JPEG that was cut off', async () => {
    const whole = await made.noise(400, 300);
    expect(await faultOf(whole.subarray(0, whole.length / 2), 'image/jpeg')).toBe('file.damaged');
  });

  it('a PNG with damaged data', async () => {
    const broken = Buffer.from(await made.aPng({ width: 400, height: 300 }));
    broken.fill(0x55, 60, 120);
    expect(await faultOf(broken, 'image/png')).toBe('file.damaged');
  });
});
