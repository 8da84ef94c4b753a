import type { Config } from '../../platform/config';
import { type Finding, ok, warn } from './finding';

/** What is allowed and yet not right for production. */
export function lookAtConfiguration({
  production,
  http,
  limits,
  metrics,
  backup,
  demoData,
}: Config): Finding[] {
  const what = 'configuration';
  const doubts = [
    ...(production
      ? []
      : [
          warn(
            what,
            'NODE_ENV is not production',
            'set NODE_ENV=production: replies are checked and GraphiQL is shown otherwise',
          ),
        ]),
    ...(http.publicUrl.startsWith('https:')
      ? []
      : [
          warn(
            what,
            `PUBLIC_URL is ${http.publicUrl}`,
            'serve HTTPS: passwords and photos can be read on their way, and a phone installs no panel',
          ),
        ]),
    ...(limits.logins
      ? []
      : [warn(what, 'LOGIN_RATE_LIMIT=off', 'set it to on: passwords can be guessed at full speed')]),
    ...(limits.userRequestsPerMinute
      ? []
      : [warn(what, 'API_RATE_LIMIT=off', 'set it to 600: one client can take all the time there is')]),
    ...(metrics.token
      ? []
      : [
          warn(
            what,
            'METRICS_TOKEN is not given',
            'give it: nobody beyond this machine can watch the product without it',
          ),
        ]),
    ...(production && demoData ? [warn(what, 'DEMO_DATA is not false', 'set DEMO_DATA=false')] : []),
    ...(backup.databaseUrl && backup.at
      ? []
      : [
          warn(
            what,
            'no backups are made by themselves',
            'give BACKUP_DATABASE_URL and BACKUP_AT: docs/backup.md',
          ),
        ]),
  ];
  return doubts.length > 0 ? doubts : [ok(what, 'every variable is right')];
}
