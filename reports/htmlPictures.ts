import { type Markup, html } from './markup';
import { photoPicture } from './pictures';
import type { PhotoView } from './view';
import { fill, type ReportWords } from './words';

export function dataUri(content: Buffer, mediaType: string): string {
  return `data:${mediaType};base64,${content.toString('base64')}`;
}

export async function picturesOf(photos: PhotoView[], words: ReportWords): Promise<Markup | false> {
  if (photos.length === 0) return false;
  const figures: Markup[] = [];
  for (const { caption, photo } of photos) {
    const picture = await photoPicture(photo.content);
    figures.push(
      picture
        ? html`<figure><img src="${dataUri(picture.content, picture.media_type)}" width="${picture.width}" height="${picture.height}" style="width:auto;height:auto" alt="${caption}: ${photo.name}"><figcaption>${caption}</figcaption></figure>`
        : html`<p class="soft">${fill(words.photo_unreadable, { caption })}</p>`,
    );
  }
  return html`<div class="photos">${figures}</div>`;
}
