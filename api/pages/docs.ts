import { dirname, join } from 'node:path';
import type { Asset } from './asset';
import { frame } from './frame';

const swaggerFile = (name: string) => join(dirname(require.resolve('swagger-ui-dist/package.json')), name);
const redocFile = join(dirname(require.resolve('redoc/package.json')), 'bundles', 'redoc.standalone.js');

const HTML = 'text/html; charset=utf-8';
const SCRIPT = 'text/javascript; charset=utf-8';

const SWAGGER_START = `SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#docs',
  deepLinking: true,
  persistAuthorization: false,
  validatorUrl: null,
});
`;

const REDOC_START = `Redoc.init('/openapi.json', { hideDownloadButton: false }, document.getElementById('docs'));
`;

/** Redoc's mark would be loaded from its maker's host. */
const withoutRemoteMark = (script: string) => script.replace(/https:\/\/cdn\.redoc\.ly\/[\w/.-]+/g, 'data:,');

export const DOCS: Record<string, Asset> = {
  '/docs': { type: HTML, text: page('/docs/swagger-ui-bundle.js', '/docs/start.js', '/docs/swagger-ui.css') },
  '/docs/swagger-ui.css': { type: 'text/css; charset=utf-8', file: swaggerFile('swagger-ui.css') },
  '/docs/swagger-ui-bundle.js': { type: SCRIPT, file: swaggerFile('swagger-ui-bundle.js') },
  '/docs/start.js': { type: SCRIPT, text: SWAGGER_START },
  '/redoc': { type: HTML, text: page('/redoc/redoc.standalone.js', '/redoc/start.js') },
  '/redoc/redoc.standalone.js': { type: SCRIPT, file: redocFile, edit: withoutRemoteMark },
  '/redoc/start.js': { type: SCRIPT, text: REDOC_START },
};

function page(bundle: string, start: string, styles?: string): string {
  return frame({
    title: 'Proverka API',
    language: 'en',
    head: styles === undefined ? '' : `<link rel="stylesheet" href="${styles}">`,
    body: `<div id="docs"></div>\n<script src="${bundle}"></script>\n<script src="${start}"></script>`,
  });
}
