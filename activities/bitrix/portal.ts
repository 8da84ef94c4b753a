import { createBitrix24 } from '../../clients/bitrix24/bitrix24';
import type { Portal } from '../../clients/bitrix24/portal';
import type { CallRecord } from '../../clients/bitrix24/transport';
import type { PaceOptions } from '../../clients/bitrix24/pace';
import type { Database } from '../../db/database';
import { createTokens } from './tokens';

/** By which the portal knows us, as the configuration gives it. */
export type PortalAccess =
  | { kind: 'webhook'; url: string }
  | {
      kind: 'oauth';
      portal: string;
      tokenUrl: string;
      clientId: string;
      clientSecret: string;
      refreshToken?: string;
    };

export interface PortalDeps {
  db: Database;
  access: PortalAccess;
  secret: string;
  now(): Date;
  deadlineMs?: number;
  pace?: PaceOptions;
  /** Hears of each call when it is over. */
  onCall?: (call: Pick<CallRecord, 'method' | 'status' | 'duration_ms'>) => void;
}

/** The portal, each call of which is written down. */
export function openPortal({ db, access, secret, now, deadlineMs, pace, onCall }: PortalDeps): Portal {
  return createBitrix24({
    access: access.kind === 'webhook' ? access : { ...access, tokens: tokensOf(access) },
    onCall: (call) => {
      onCall?.(call);
      return db.read.bitrixCalls.append({ direction: 'out', ...call });
    },
    now,
    ...(deadlineMs !== undefined && { deadlineMs }),
    ...(pace && { pace }),
  });

  function tokensOf({ refreshToken, ...application }: Extract<PortalAccess, { kind: 'oauth' }>) {
    return createTokens({
      ...{ db, portal: application.portal, application, secret, now },
      ...(refreshToken !== undefined && { firstRefreshToken: refreshToken }),
    });
  }
}
