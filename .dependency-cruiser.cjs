/** The direction of imports, as ARCHITECTURE.md tells it. */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: `^${from}/` },
  to: {
    path: '^(activities|api|bench|bot|clients|db|domain|locales|policies|reports|runtime|services|test|web|worker|workflows|platform)/',
    pathNot: `^(${[from, ...allowed].join('|')})/`,
  },
});

const packageOnlyIn = (name, packages, pathNot, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { pathNot: [pathNot, '^(test|bench)/'] },
  to: { path: `node_modules/(${packages})/`, dependencyTypesNot: ['type-only'] },
});

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    only('domain-is-pure', 'domain', [], 'The domain knows nothing but itself: workflows and the panel bundle it.'),
    {
      name: 'domain-packages',
      severity: 'error',
      from: { path: '^domain/' },
      to: { dependencyTypes: ['npm', 'core'], pathNot: 'node_modules/(@types/)?(json-logic-js|luxon|tinyduration)/' },
    },
    only('policies', 'policies', ['domain']),
    only('locales', 'locales', ['domain']),
    only('clients', 'clients', ['domain']),
    only('db', 'db', ['domain', 'platform'], 'platform: only db/migrate.ts, which is a command of its own.'),
    only('reports', 'reports', ['domain', 'locales', 'clients']),
    only('activities', 'activities', ['domain', 'policies', 'db', 'clients', 'reports', 'locales']),
    only('services', 'services', ['domain', 'policies', 'db', 'clients', 'reports', 'locales']),
    only('api', 'api', ['services', 'domain', 'policies', 'locales', 'db', 'clients', 'platform', 'reports']),
    only('bot', 'bot', ['services', 'domain', 'policies', 'locales', 'reports', 'db', 'clients', 'platform']),
    only('workflows', 'workflows', ['domain', 'activities']),
    {
      name: 'workflows-know-activities-by-type',
      severity: 'error',
      from: { path: '^workflows/' },
      to: { path: '^activities/', dependencyTypesNot: ['type-only'] },
    },
    only('worker', 'worker', ['activities', 'workflows', 'clients', 'db', 'domain', 'platform']),
    only('platform', 'platform', []),
    only('web', 'web', ['domain', 'locales'], 'The panel knows the server by its API.'),
    {
      name: 'web-words',
      comment: 'The other catalogues are the server\'s, and heavy.',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^locales/', pathNot: '^locales/panel' },
    },
    {
      name: 'api-reads-rows-by-type',
      comment: 'Doors call services; only api/main.ts makes the database and the clients.',
      severity: 'error',
      from: { path: '^api/', pathNot: '^api/(main|readiness)\\.ts$' },
      to: { path: '^(db|clients)/', pathNot: '^clients/contentDisposition', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'bot-reads-rows-by-type',
      comment: 'As the API does; BotFault is the one thing of the gateway that is more than a type.',
      severity: 'error',
      from: { path: '^bot/', pathNot: '^bot/main\\.ts$' },
      to: { path: '^(db|clients)/', pathNot: '^clients/telegram/gateway', dependencyTypesNot: ['type-only'] },
    },
    packageOnlyIn('temporal-client', '@temporalio/client', '^clients/(temporal|maintenance|schedules|processes|deployment)\\.ts$'),
    packageOnlyIn('database-packages', 'knex|objection|pg', '^(db|runtime/postgres)/', 'runtime/postgres makes the cluster itself.'),
    packageOnlyIn('telegraf', 'telegraf', '^clients/telegram/'),
    packageOnlyIn('minio', 'minio', '^clients/'),
    packageOnlyIn('carbone', 'carbone', '^clients/'),
    packageOnlyIn('casl', '@casl/ability', '^(policies|db/scope\\.ts)'),
    { name: 'tests-are-not-imported', severity: 'error', from: { pathNot: '^(test|bench)/' }, to: { path: '^test/' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|coverage|\\.runtime|web/generated)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['require', 'node', 'default', 'types'] },
  },
};
