import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type Router from '@koa/router';
import type { Context } from 'koa';
import { ReportJson } from '../../reports/json.schema';
import { localeOf } from '../middleware/locale';
import { DOCS, type Asset } from './docs';
import { homePage } from './home';

export interface PagesDeps {
  version: string;
  /** The OpenAPI document as JSON text. */
  openApi: string;
}

/** `/`, `/openapi.json`, `/docs`, `/redoc` and the schema of JSON reports, all from this server. */
export function mountPages(router: Router, { version, openApi }: PagesDeps): void {
  router.get('/', (ctx) => {
    ctx.state.route = '/';
    ctx.vary('Accept-Language');
    ctx.set('Cache-Control', 'no-cache');
    ctx.type = 'text/html; charset=utf-8';
    ctx.body = homePage(localeOf(ctx as Parameters<typeof localeOf>[0]), version);
  });
  mountAsset(router, '/openapi.json', { type: 'application/json; charset=utf-8', text: openApi });
  const reportSchema = JSON.stringify(
    { $schema: 'https://json-schema.org/draft/2020-12/schema', ...ReportJson },
    null,
    2,
  );
  mountAsset(router, '/schemas/report.json', {
    type: 'application/schema+json; charset=utf-8',
    text: reportSchema,
  });
  for (const [path, asset] of Object.entries(DOCS)) mountAsset(router, path, asset);
}

function mountAsset(router: Router, path: string, asset: Asset): void {
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
  const text = 'text' in asset ? asset.text : (asset.edit ?? same)(await readFile(asset.file, 'utf8'));
  return { text, etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"` };
}

const same = (text: string) => text;
