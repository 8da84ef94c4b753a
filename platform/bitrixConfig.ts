import type { Environment } from './config';

export interface BitrixConfig {
  /** By which the portal knows us. */
  access:
    | { kind: 'webhook'; url: string }
    | {
        kind: 'oauth';
        portal: string;
        tokenUrl: string;
        clientId: string;
        clientSecret: string;
        /** The one got by the installation; those that follow are kept in the database. */
        refreshToken?: string;
      };
  /** By which we know the portal when it tells of changes; absent where it tells nothing. */
  applicationToken?: string;
}

const LOOPBACK = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(\/|$)/;
const isSafe = (url: string): boolean => url.startsWith('https:') || LOOPBACK.test(url);

export function bitrixFaults(e: Partial<Environment>): string[] {
  const oauth = ['BITRIX_PORTAL_URL', 'BITRIX_CLIENT_ID', 'BITRIX_CLIENT_SECRET'] as const;
  const given = oauth.filter((name) => e[name] !== undefined);
  const real = [e.BITRIX_WEBHOOK_URL, e.BITRIX_PORTAL_URL].find((url) => url && !LOOPBACK.test(url));
  const isOpen = [e.BITRIX_WEBHOOK_URL, e.BITRIX_PORTAL_URL, e.BITRIX_OAUTH_URL].some(
    (url) => url && !isSafe(url),
  );
  const isOn = e.BITRIX_WEBHOOK_URL !== undefined || given.length > 0;
  return [
    ...(given.length > 0 && given.length < oauth.length
      ? [`${oauth.join(', ')}: give all or none: without one of them Bitrix24 gives no tokens`]
      : []),
    ...(given.length > 0 && e.BITRIX_WEBHOOK_URL
      ? ['BITRIX_WEBHOOK_URL, BITRIX_CLIENT_ID: give one of them: tasks would be made under two accounts']
      : []),
    ...(isOpen ? ['BITRIX_*: https is required: the secret would be read on its way'] : []),
    ...(e.USE_BITRIX_STUB === true && real
      ? ['USE_BITRIX_STUB: leave it out with the address of a portal: tasks would go to one of them only']
      : []),
    ...(isOn && real && !e.BITRIX_APPLICATION_TOKEN
      ? [
          'BITRIX_APPLICATION_TOKEN: required with Bitrix24: without it changes made there are not heard of, since anyone could tell them',
        ]
      : []),
  ];
}

export function bitrixOf(e: Environment): BitrixConfig | undefined {
  const token = e.BITRIX_APPLICATION_TOKEN && { applicationToken: e.BITRIX_APPLICATION_TOKEN };
  if (e.BITRIX_WEBHOOK_URL)
    return { access: { kind: 'webhook', url: e.BITRIX_WEBHOOK_URL.replace(/\/+$/, '') }, ...token };
  if (!e.BITRIX_PORTAL_URL || !e.BITRIX_CLIENT_ID || !e.BITRIX_CLIENT_SECRET) return undefined;
  return {
    access: {
      kind: 'oauth',
      portal: e.BITRIX_PORTAL_URL.replace(/\/+$/, ''),
      tokenUrl: e.BITRIX_OAUTH_URL,
      clientId: e.BITRIX_CLIENT_ID,
      clientSecret: e.BITRIX_CLIENT_SECRET,
      ...(e.BITRIX_REFRESH_TOKEN && { refreshToken: e.BITRIX_REFRESH_TOKEN }),
    },
    ...token,
  };
}
