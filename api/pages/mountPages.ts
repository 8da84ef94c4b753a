import type Router from '@koa/router';
import { ReportJson } from '../../reports/json.schema';
import { localeOf } from '../middleware/locale';
import { mountAsset } from './asset';
import { DOCS } from './docs';
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
