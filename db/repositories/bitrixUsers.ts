import type { Connection } from '../connection';

export interface BitrixUserRow {
  user_id: string;
  full_name: string;
  email: string | null;
  bitrix_id: string;
  updated_at: Date;
}

/** Whose account there is whose, where the e-mail does not tell. */
export function createBitrixUsers(connection: Connection) {
  return {
    async list(): Promise<BitrixUserRow[]> {
      return connection('bitrix_users as m')
        .join('users as u', 'u.id', 'm.user_id')
        .select('m.user_id', 'u.full_name', 'u.email', 'm.bitrix_id', 'm.updated_at')
        .orderBy(['u.full_name', 'u.id']);
    },
    /** In place of all that was. */
    async replace(
      mapping: readonly { user_id: string; bitrix_id: string }[],
      by: string | null,
      at: Date,
    ): Promise<void> {
      await connection('bitrix_users').delete();
      if (mapping.length === 0) return;
      await connection('bitrix_users').insert(
        mapping.map((one) => ({ ...one, updated_at: at, updated_by: by })),
      );
    },
    /** The account that the table names, and the e-mail by which it is found where it names none. */
    async accountOf(userId: string): Promise<{ bitrix_id: string | null; email: string | null } | undefined> {
      return connection('users as u')
        .leftJoin('bitrix_users as m', 'm.user_id', 'u.id')
        .where('u.id', userId)
        .first('m.bitrix_id', 'u.email');
    },
    async personOf(bitrixId: string): Promise<string | undefined> {
      return (await connection('bitrix_users').where({ bitrix_id: bitrixId }).first('user_id'))?.user_id;
    },
    /** Undefined where none, or more than one, has it, or the table says that the account is another. */
    async personByEmail(email: string): Promise<string | undefined> {
      const ids = await connection('users as u')
        .leftJoin('bitrix_users as m', 'm.user_id', 'u.id')
        .whereRaw('lower(u.email) = lower(?)', [email])
        .where('u.active', true)
        .whereNull('m.user_id')
        .pluck('u.id');
      return ids.length === 1 ? ids[0] : undefined;
    },
  };
}
