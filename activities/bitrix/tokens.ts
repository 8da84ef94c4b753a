import { BitrixFault } from '../../clients/bitrix24/fault';
import { type OauthApplication, exchangeToken } from '../../clients/bitrix24/oauth';
import type { TokenSource } from '../../clients/bitrix24/transport';
import type { Database } from '../../db/database';
import { createSeal } from './sealed';

export interface TokenOptions {
  db: Pick<Database, 'transaction'>;
  portal: string;
  application: OauthApplication;
  /** The one that the installation gave, until the first refresh. */
  firstRefreshToken?: string;
  /** Of the installation: tokens are kept encrypted under it. */
  secret: string;
  now(): Date;
}

interface Tokens {
  access: string;
  refresh: string;
}

/** An access token is not used in its last minute. */
const MARGIN_MS = 60_000;

/**
 * Tokens of the application, in the database for all workers. A refresh token is good once: one worker at a time
 * exchanges it, and the new one is on record before anybody uses what came with it.
 */
export function createTokens({
  db,
  portal,
  application,
  firstRefreshToken,
  secret,
  now,
}: TokenOptions): TokenSource {
  const seal = createSeal(secret);
  let cached: { access: string; expiresAt: number } | undefined;

  async function young(stale: string | undefined): Promise<string> {
    const tokens = await db.transaction(async (tx) => {
      await tx.bitrixTokens.takeTurn(portal);
      const row = await tx.bitrixTokens.find(portal);
      const opened = row && seal.open(row.sealed);
      const known = opened === undefined ? undefined : (JSON.parse(opened) as Tokens);
      if (row && known && known.access !== stale && row.expires_at.getTime() - MARGIN_MS > now().getTime())
        return { access: known.access, expiresAt: row.expires_at.getTime() };
      const refresh = known?.refresh ?? firstRefreshToken;
      if (refresh === undefined)
        throw new BitrixFault(
          'permanent',
          'no_token',
          'There is no token for Bitrix24: set BITRIX_REFRESH_TOKEN',
        );
      const granted = await exchangeToken(application, refresh);
      const expires_at = new Date(now().getTime() + granted.expiresInSeconds * 1000);
      const sealed = seal.seal(JSON.stringify({ access: granted.access, refresh: granted.refresh }));
      await tx.bitrixTokens.put(portal, { sealed, expires_at }, now());
      return { access: granted.access, expiresAt: expires_at.getTime() };
    });
    cached = tokens;
    return tokens.access;
  }

  return {
    current: async () =>
      cached && cached.expiresAt - MARGIN_MS > now().getTime() ? cached.access : young(undefined),
    refreshed: (stale) => young(stale),
  };
}
