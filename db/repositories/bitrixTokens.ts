import type { Connection } from '../connection';

export interface SealedTokens {
  sealed: Buffer;
  expires_at: Date;
}

export function createBitrixTokens(connection: Connection) {
  return {
    async find(portal: string): Promise<SealedTokens | undefined> {
      return connection('bitrix_tokens').where({ portal }).first('sealed', 'expires_at');
    },
    /** Whoever holds this lock is the one that refreshes; others wait for what comes of it. */
    async takeTurn(portal: string): Promise<void> {
      await connection.raw(`select pg_advisory_xact_lock(hashtext('bitrix_tokens'), hashtext(?))`, [portal]);
    },
    async put(portal: string, { sealed, expires_at }: SealedTokens, at: Date): Promise<void> {
      await connection('bitrix_tokens')
        .insert({ portal, sealed, expires_at, updated_at: at })
        .onConflict('portal')
        .merge();
    },
  };
}
