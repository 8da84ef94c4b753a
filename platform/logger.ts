import pino, { type Logger } from 'pino';

const SECRETS = ['password', 'new', 'current', 'access_token', 'refresh_token', 'authorization', 'cookie'];

/** JSON lines on standard output; fields that could hold a secret are cut out wherever they turn up two levels deep. */
export function createLogger(name: string, level: string): Logger {
  return pino({
    name,
    level,
    redact: { paths: SECRETS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]), remove: true },
  });
}
