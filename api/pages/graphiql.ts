import type { Asset } from './asset';
import { frame } from './frame';

const SCRIPT = 'text/javascript; charset=utf-8';

const QUERY = `# Put your access token into the headers below: POST /api/v1/auth/login gives it.
{
  checks(first: 10) {
    edges {
      node { id title status dueAt executor { fullName } }
    }
    pageInfo { hasNextPage endCursor }
  }
}
`;

const START = `self.MonacoEnvironment = {
  globalAPI: false,
  getWorkerUrl: (_module, label) => '/graphql/' + label + '.worker.js',
};
addEventListener('DOMContentLoaded', () => YogaGraphiQL.renderYogaGraphiQL(document.getElementById('root'), {
  endpoint: '/graphql',
  title: 'Proverka',
  logo: '',
  headers: ${JSON.stringify('{\n  "Authorization": "Bearer "\n}')},
  shouldPersistHeaders: false,
  defaultQuery: ${JSON.stringify(QUERY)},
}));
`;

/** Of the package only the texts that the browser is given are used: some 9 MB, read when first asked for. */
const bundle = (part: 'js' | 'css' | 'editorWorkerService' | 'jsonWorker' | 'graphqlWorker') => async () =>
  (await import('@graphql-yoga/render-graphiql/graphiql'))[part];

export const GRAPHIQL: Record<string, Asset> = {
  '/graphql/graphiql.css': { type: 'text/css; charset=utf-8', load: bundle('css') },
  '/graphql/start.js': { type: SCRIPT, text: START },
  '/graphql/graphiql.js': { type: SCRIPT, load: bundle('js') },
  '/graphql/editorWorkerService.worker.js': { type: SCRIPT, load: bundle('editorWorkerService') },
  '/graphql/json.worker.js': { type: SCRIPT, load: bundle('jsonWorker') },
  '/graphql/graphql.worker.js': { type: SCRIPT, load: bundle('graphqlWorker') },
};

export const GRAPHIQL_PAGE = {
  text: frame({
    title: 'Proverka GraphQL',
    language: 'en',
    head: '<link rel="stylesheet" href="/graphql/graphiql.css">',
    body: `<div id="root"></div>
<script src="/graphql/start.js"></script>
<script src="/graphql/graphiql.js"></script>`,
  }),
  /** GraphiQL's stylesheet holds its fonts itself. */
  headers: (policy: string) => ({
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-cache',
    'Content-Security-Policy': policy.replace("font-src 'self'", "font-src 'self' data:"),
  }),
};
