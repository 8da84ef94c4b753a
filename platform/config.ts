import { type Static, Type } from '@sinclair/typebox';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { type BackupConfig, backupFaults, backupOf, backupUrlOf } from './backupConfig';
import { type BitrixConfig, bitrixFaults, bitrixOf } from './bitrixConfig';
import { readEnvironment } from './environment';
import { RETENTION_VARIABLES, type RetentionConfig, retentionOf } from './retentionConfig';

const Port = Type.Integer({ minimum: 1, maximum: 65535 });
const Switch = Type.Boolean();
const Url = Type.String({ format: 'uri' });

/** Every variable that the product reads; .env.example says what each is for. */
const Environment = Type.Object({
  NODE_ENV: Type.Optional(Type.String()),
  HOST: Type.String({ default: '127.0.0.1' }),
  PORT: Type.Intersect([Port], { default: 8080 }),
  PUBLIC_URL: Type.Optional(Url),
  TLS_CERT: Type.Optional(Type.String()),
  TLS_KEY: Type.Optional(Type.String()),
  CORS_ORIGINS: Type.Optional(Type.String()),
  METRICS_TOKEN: Type.Optional(Type.String({ minLength: 16 })),
  METRICS_HOST: Type.String({ default: '127.0.0.1' }),
  WORKER_METRICS_PORT: Type.Optional(Port),
  WORKER_BUILD_ID: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$' })),
  BOT_METRICS_PORT: Type.Optional(Port),
  BUILD_COMMIT: Type.String({ default: 'unknown', pattern: '^[A-Za-z0-9._-]{1,80}$' }),
  TRUST_PROXY: Type.Integer({ minimum: 0, maximum: 10, default: 0 }),
  LOGIN_RATE_LIMIT: Type.Union([Type.Literal('on'), Type.Literal('off')], { default: 'on' }),
  API_RATE_LIMIT: Type.String({ pattern: '^(off|[1-9][0-9]{0,8})$', default: '600' }),
  RUNTIME_DIR: Type.String({ default: '.runtime' }),
  DEMO_DATA: Type.Optional(Switch),
  ADMIN_USERNAME: Type.String({ default: 'admin', pattern: '^[a-z0-9._-]{2,64}$' }),
  ADMIN_PASSWORD: Type.Optional(Type.String({ minLength: 10 })),
  JWT_SECRET: Type.Optional(Type.String({ minLength: 32 })),
  GRAPHQL_INTROSPECTION: Type.Optional(Switch),
  LOG_LEVEL: Type.Union(
    ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'].map((level) => Type.Literal(level)),
    { default: 'info' },
  ),
  DATABASE_URL: Type.Optional(Url),
  DATABASE_ADMIN_URL: Type.Optional(Url),
  TEMPORAL_ADDRESS: Type.Optional(Type.String({ pattern: '^[^:/]+:[0-9]+$' })),
  TEMPORAL_NAMESPACE: Type.String({ default: 'default' }),
  TEMPORAL_UI_URL: Type.Optional(Url),
  GRAFANA_URL: Type.Optional(Url),
  TEMPORAL_SERVER: Type.Union([Type.Literal('dev'), Type.Literal('postgres')], { default: 'dev' }),
  S3_ENDPOINT: Type.Optional(Url),
  S3_PUBLIC_ENDPOINT: Type.Optional(Url),
  S3_ACCESS_KEY: Type.Optional(Type.String()),
  S3_SECRET_KEY: Type.Optional(Type.String()),
  S3_BUCKET: Type.String({ default: 'proverka', minLength: 3 }),
  S3_REGION: Type.String({ default: 'us-east-1' }),
  BACKUP_AT: Type.String({ pattern: '^(off|([01][0-9]|2[0-3]):[0-5][0-9])$', default: '02:30' }),
  BACKUP_KEEP: Type.String({ pattern: '^[0-9]{1,3},[0-9]{1,3},[0-9]{1,3}$', default: '7,5,12' }),
  BACKUP_DATABASE_URL: Type.Optional(Url),
  BACKUP_S3_ENDPOINT: Type.Optional(Url),
  BACKUP_S3_ACCESS_KEY: Type.Optional(Type.String()),
  BACKUP_S3_SECRET_KEY: Type.Optional(Type.String()),
  BACKUP_S3_BUCKET: Type.Optional(Type.String({ minLength: 3 })),
  BACKUP_S3_REGION: Type.Optional(Type.String()),
  BACKUP_S3_PREFIX: Type.String({ default: 'backups/', pattern: '^[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*/$' }),
  PG_TOOLS_DIR: Type.Optional(Type.String()),
  SMTP_URL: Type.Optional(Type.String({ pattern: '^smtps?://[^/\\s]+' })),
  SMTP_FROM: Type.Optional(Type.String({ pattern: '^[^\\r\\n]*[^\\s@<>]+@[^\\s@<>]+>?$' })),
  TELEGRAM_BOT_TOKEN: Type.Optional(Type.String({ pattern: '^[0-9]{1,20}:[A-Za-z0-9_-]{20,200}$' })),
  TELEGRAM_MODE: Type.Union([Type.Literal('webhook'), Type.Literal('polling')], { default: 'polling' }),
  TELEGRAM_WEBHOOK_SECRET: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9_-]{16,256}$' })),
  TELEGRAM_API_ROOT: Type.Intersect([Url], { default: 'https://api.telegram.org' }),
  USE_BITRIX_STUB: Type.Optional(Switch),
  BITRIX_WEBHOOK_URL: Type.Optional(
    Type.String({ pattern: '^https?://[^/?#@\\s]+/rest/[0-9]+/[A-Za-z0-9]+/?$' }),
  ),
  BITRIX_APPLICATION_TOKEN: Type.Optional(Type.String({ minLength: 16, maxLength: 200 })),
  BITRIX_PORTAL_URL: Type.Optional(Type.String({ pattern: '^https?://[^/?#@\\s]+/?$' })),
  BITRIX_CLIENT_ID: Type.Optional(Type.String()),
  BITRIX_CLIENT_SECRET: Type.Optional(Type.String()),
  BITRIX_REFRESH_TOKEN: Type.Optional(Type.String()),
  BITRIX_OAUTH_URL: Type.Intersect([Url], { default: 'https://oauth.bitrix.info/oauth/token/' }),
  ...RETENTION_VARIABLES,
  LIBREOFFICE_WASM: Type.Optional(Type.String()),
  PATH: Type.String({ default: '' }),
});
export type Environment = Static<typeof Environment>;
export const VARIABLES = Object.keys(Environment.properties);
type Name = keyof Environment;

/** What each need cannot do without, and what happens otherwise. */
const NEEDS = {
  database: { DATABASE_URL: 'there is no database to keep checks in' },
  databaseOwner: { DATABASE_ADMIN_URL: 'the schema cannot be brought up to date' },
  temporal: { TEMPORAL_ADDRESS: 'no check would be chased or finished' },
  s3: {
    S3_ENDPOINT: 'photos and reports have nowhere to go',
    S3_ACCESS_KEY: 'the S3 server refuses us',
    S3_SECRET_KEY: 'the S3 server refuses us',
  },
  auth: { JWT_SECRET: 'nobody could sign in' },
  backups: { BACKUP_DATABASE_URL: 'there is nothing to copy from (DATABASE_ADMIN_URL serves as well)' },
  bot: { TELEGRAM_BOT_TOKEN: 'Telegram does not know whose bot this is' },
} as const satisfies Record<string, Partial<Record<Name, string>>>;
export type Need = keyof typeof NEEDS;

export interface TelegramConfig {
  token: string;
  apiRoot: string;
  /** Where Telegram brings its updates to us, and by what it is known; absent where the bot fetches them. */
  webhook?: { url: string; secret: string };
}

export interface S3Config {
  endpoint: string;
  publicEndpoint?: string;
  accessKey: string;
  secretKey: string;
  bucket: string;
  region: string;
}

export interface Config {
  production: boolean;
  logLevel: string;
  runtimeDir: string;
  demoData: boolean;
  admin: { username: string; password?: string };
  http: {
    host: string;
    port: number;
    publicUrl: string;
    tls?: { cert: string; key: string };
    corsOrigins: string[];
    /** Proxies in front of this server whose word on the client's address is taken. */
    trustedProxies: number;
  };
  limits: { logins: boolean; userRequestsPerMinute?: number };
  metrics: {
    /** Where the processes that serve nothing else are scraped; the API serves its own on its port. */
    host: string;
    workerPort?: number;
    botPort?: number;
    /** Opens them beyond this machine. */
    token?: string;
    /** Of the source that was built. */
    commit: string;
  };
  auth: { jwtSecret: string };
  /** Whether the schema may be asked for, and whether browsers are given GraphiQL. */
  graphql: { introspection: boolean; graphiql: boolean };
  database: { url: string; adminUrl: string };
  /** The build that workers say they are; absent where they are not told apart. */
  workerBuild?: string;
  temporal: {
    address: string;
    namespace: string;
    uiUrl?: string;
    /** What is embedded where no address is given: one process over SQLite, or the server of production over Postgres. */
    server: 'dev' | 'postgres';
  };
  /** Where operators find Grafana. */
  grafanaUrl?: string;
  s3: S3Config;
  retention: RetentionConfig;
  backup: BackupConfig;
  /** Absent where notices are not mailed. */
  mail?: { url: string; from: string };
  /** Absent where there is no bot. */
  telegram?: TelegramConfig;
  /** Absent where actions have no counterpart in Bitrix24. */
  bitrix?: BitrixConfig;
  /** Under `npm start`: whether a local stand-in for Bitrix24 is started, which is so unless a portal is given. */
  bitrixStub: boolean;
  libreOfficeWasm?: string;
  /** Where programs are looked for. */
  searchPath: string;
}

const ajv = addFormats(
  new Ajv({ allErrors: true, coerceTypes: true, useDefaults: true, removeAdditional: false }),
);
const validate = ajv.compile(Environment);

function faultsOf(environment: Partial<Environment>, needs: readonly Need[]): string[] {
  const shape = (validate(environment) ? [] : (validate.errors ?? [])).map(
    ({ instancePath, message }) => `${instancePath.slice(1)}: ${message ?? 'is wrong'}`,
  );
  const missing = needs.flatMap((need) =>
    Object.entries(NEEDS[need])
      .filter(
        ([name]) =>
          (name === 'BACKUP_DATABASE_URL' ? backupUrlOf(environment) : environment[name as Name]) ===
          undefined,
      )
      .map(([name, consequence]) => `${name}: required: without it ${consequence}`),
  );
  const { TELEGRAM_BOT_TOKEN, TELEGRAM_MODE, TELEGRAM_WEBHOOK_SECRET, PUBLIC_URL } = environment;
  const isBroughtUpdates = TELEGRAM_BOT_TOKEN !== undefined && TELEGRAM_MODE === 'webhook';
  const webhook = [
    ...(isBroughtUpdates && TELEGRAM_WEBHOOK_SECRET === undefined
      ? [
          'TELEGRAM_WEBHOOK_SECRET: required with TELEGRAM_MODE=webhook: without it anyone can post updates as Telegram',
        ]
      : []),
    ...(isBroughtUpdates && PUBLIC_URL === undefined
      ? ['PUBLIC_URL: required with TELEGRAM_MODE=webhook: Telegram would not know where to bring updates']
      : []),
  ];
  const bitrix = bitrixFaults(environment);
  const pairs = (environment.TLS_CERT === undefined) === (environment.TLS_KEY === undefined);
  return [
    ...shape,
    ...missing,
    ...webhook,
    ...bitrix,
    ...backupFaults(environment),
    ...(pairs ? [] : ['TLS_CERT, TLS_KEY: give both or neither: one alone cannot serve HTTPS']),
  ];
}

/**
 * Reads the configuration. A blank variable counts as unset; each may be given as a file by `<NAME>_FILE`; what is not
 * among `needs` may be missing and is then ''. Throws one Error that names every fault and its consequence.
 */
export function loadConfig(needs: readonly Need[], source: NodeJS.ProcessEnv = process.env): Config {
  const consequences = Object.assign({}, ...Object.values(NEEDS)) as Record<string, string>;
  const given = readEnvironment(source, VARIABLES, consequences);
  const environment = given.values as Partial<Environment>;
  const unread = new Set(given.faults.map((fault) => fault.slice(0, fault.indexOf('_FILE:'))));
  const faults = [
    ...given.faults,
    ...faultsOf(environment, needs).filter((fault) => !unread.has(fault.slice(0, fault.indexOf(':')))),
  ];
  if (faults.length > 0)
    throw new Error(`The configuration is not right:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  return shaped(environment as Environment);
}

function shaped(e: Environment): Config {
  const bitrix = bitrixOf(e);
  const scheme = e.TLS_CERT ? 'https' : 'http';
  const publicUrl = (
    e.PUBLIC_URL ?? `${scheme}://${e.HOST === '0.0.0.0' ? 'localhost' : e.HOST}:${e.PORT}`
  ).replace(/\/+$/, '');
  const s3 = {
    endpoint: e.S3_ENDPOINT ?? '',
    ...(e.S3_PUBLIC_ENDPOINT && { publicEndpoint: e.S3_PUBLIC_ENDPOINT }),
    accessKey: e.S3_ACCESS_KEY ?? '',
    secretKey: e.S3_SECRET_KEY ?? '',
    bucket: e.S3_BUCKET,
    region: e.S3_REGION,
  };
  return {
    production: e.NODE_ENV === 'production',
    logLevel: e.LOG_LEVEL,
    runtimeDir: e.RUNTIME_DIR,
    demoData: e.DEMO_DATA ?? true,
    admin: { username: e.ADMIN_USERNAME, ...(e.ADMIN_PASSWORD && { password: e.ADMIN_PASSWORD }) },
    http: {
      host: e.HOST,
      port: e.PORT,
      publicUrl,
      ...(e.TLS_CERT && e.TLS_KEY && { tls: { cert: e.TLS_CERT, key: e.TLS_KEY } }),
      corsOrigins: (e.CORS_ORIGINS ?? '')
        .split(',')
        .map((origin) => origin.trim())
        .filter(Boolean),
      trustedProxies: e.TRUST_PROXY,
    },
    limits: {
      logins: e.LOGIN_RATE_LIMIT === 'on',
      ...(e.API_RATE_LIMIT !== 'off' && { userRequestsPerMinute: Number(e.API_RATE_LIMIT) }),
    },
    metrics: {
      host: e.METRICS_HOST,
      ...(e.WORKER_METRICS_PORT && { workerPort: e.WORKER_METRICS_PORT }),
      ...(e.BOT_METRICS_PORT && { botPort: e.BOT_METRICS_PORT }),
      ...(e.METRICS_TOKEN && { token: e.METRICS_TOKEN }),
      commit: e.BUILD_COMMIT,
    },
    auth: { jwtSecret: e.JWT_SECRET ?? '' },
    graphql: {
      introspection: e.GRAPHQL_INTROSPECTION ?? e.NODE_ENV !== 'production',
      graphiql: e.NODE_ENV !== 'production',
    },
    database: { url: e.DATABASE_URL ?? '', adminUrl: e.DATABASE_ADMIN_URL ?? '' },
    ...(e.WORKER_BUILD_ID && { workerBuild: e.WORKER_BUILD_ID }),
    temporal: {
      address: e.TEMPORAL_ADDRESS ?? '',
      namespace: e.TEMPORAL_NAMESPACE,
      ...(e.TEMPORAL_UI_URL && { uiUrl: e.TEMPORAL_UI_URL.replace(/\/+$/, '') }),
      server: e.TEMPORAL_SERVER,
    },
    ...(e.GRAFANA_URL && { grafanaUrl: e.GRAFANA_URL.replace(/\/+$/, '') }),
    s3,
    backup: backupOf(e, s3),
    ...(e.SMTP_URL && {
      mail: { url: e.SMTP_URL, from: e.SMTP_FROM ?? `proverka@${new URL(publicUrl).hostname}` },
    }),
    retention: retentionOf(e),
    searchPath: e.PATH,
    ...(e.TELEGRAM_BOT_TOKEN && {
      telegram: {
        token: e.TELEGRAM_BOT_TOKEN,
        apiRoot: e.TELEGRAM_API_ROOT.replace(/\/+$/, ''),
        ...(e.TELEGRAM_MODE === 'webhook' && {
          webhook: { url: `${publicUrl}/webhook/telegram`, secret: e.TELEGRAM_WEBHOOK_SECRET ?? '' },
        }),
      },
    }),
    ...(bitrix && { bitrix }),
    bitrixStub: e.USE_BITRIX_STUB ?? bitrix === undefined,
    ...(e.LIBREOFFICE_WASM && { libreOfficeWasm: e.LIBREOFFICE_WASM }),
  };
}
