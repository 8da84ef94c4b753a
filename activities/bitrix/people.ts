import type { Bitrix24 } from '../../clients/bitrix24/portal';
import type { Database } from '../../db/database';

/** The account of one of our people there: as the table says, else by e-mail. */
export async function accountOf(
  { read }: Database,
  portal: Bitrix24,
  userId: string,
): Promise<string | undefined> {
  const known = await read.bitrixUsers.accountOf(userId);
  if (known?.bitrix_id) return known.bitrix_id;
  return known?.email ? portal.userByEmail(known.email) : undefined;
}

/** Who of us an account there belongs to; the account that we act with ourselves is nobody's. */
export async function personOf(
  { read }: Database,
  portal: Bitrix24,
  bitrixId: string,
): Promise<string | undefined> {
  const named = await read.bitrixUsers.personOf(bitrixId);
  if (named || bitrixId === (await portal.me())) return named;
  const email = await portal.emailOf(bitrixId);
  return email === undefined ? undefined : read.bitrixUsers.personByEmail(email);
}
