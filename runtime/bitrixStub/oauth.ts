import { randomBytes } from 'node:crypto';
import type { FaultBox } from './faults';
import type { Portal } from './portal';
import { Refusal } from './refusal';

export interface StubApplication {
  clientId: string;
  clientSecret: string;
  /** The refresh token that the installation gave. */
  refreshToken: string;
}

const LIFE_MS = 3_600_000;
const token = (): string => randomBytes(24).toString('hex');

/** Access tokens live an hour; each refresh gives a new refresh token, and the former is good no longer. */
export function createOauth(
  portal: Portal,
  faults: FaultBox,
  application: StubApplication | undefined,
  now: () => Date,
) {
  return {
    /** @throws Refusal 401 `expired_token`, `NO_AUTH_FOUND` */
    assertAccess(access: unknown): void {
      const known = portal.data.tokens;
      if (!known || access !== known.access)
        throw new Refusal(401, 'NO_AUTH_FOUND', 'Wrong authorization data');
      if (known.expiresAt <= now().getTime() || faults.strikes('expireTokens'))
        throw new Refusal(401, 'expired_token', 'The access token provided has expired.');
    },

    /** The token endpoint. @throws Refusal as OAuth says it */
    exchange(query: URLSearchParams): object {
      if (
        !application ||
        query.get('client_id') !== application.clientId ||
        query.get('client_secret') !== application.clientSecret
      )
        throw new Refusal(401, 'invalid_client', 'Client is not known');
      const refresh = portal.data.tokens?.refresh ?? application.refreshToken;
      if (query.get('grant_type') !== 'refresh_token' || query.get('refresh_token') !== refresh)
        throw new Refusal(400, 'invalid_grant', 'Refresh token is not known');
      const tokens = { access: token(), refresh: token(), expiresAt: now().getTime() + LIFE_MS };
      portal.data.tokens = tokens;
      portal.save();
      return {
        access_token: tokens.access,
        refresh_token: tokens.refresh,
        expires_in: LIFE_MS / 1000,
        domain: 'portal.local',
        scope: 'task,tasks,user,disk,im',
        status: 'L',
      };
    },
  };
}
