import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type Router from '@koa/router';
import type { Context } from 'koa';

/** What is served at an address: text made here, a file of a package, or what a package gives when asked. */
export type Asset = { type: string } & (
  | { text: string }
  | { file: string; edit?: (text: string) => string }
  | { load: () => Promise<string> }
);

export function mountAsset(router: Router, path: string, asset: Asset): void {
  let loading: Promise<{ text: string; etag: string }> | undefined;
  router.get(path, async (ctx: Context) => {
    ctx.state.route = path;
    loading ??= load(asset);
    const { text, etag } = await loading;
    ctx.set('Cache-Control', 'no-cache');
    ctx.set('ETag', etag);
    ctx.type = asset.type;
    ctx.status = 200;
    if (ctx.fresh) ctx.status = 304;
    else ctx.body = text;
  });
}

async function load(asset: Asset): Promise<{ text: string; etag: string }> {
  const text = await textOf(asset);
  return { text, etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"` };
}

function textOf(asset: Asset): string | Promise<string> {
  if ('text' in asset) return asset.text;
  if ('load' in asset) return asset.load();
  return readFile(asset.file, 'utf8').then(asset.edit ?? same);
}

const same = (text: string) => text;
