import { dropBlockedAccount } from '../../db/blockedAccount';
import type { Services } from '../context';

export async function botBlocked({ db }: Pick<Services, 'db'>, telegramId: number): Promise<void> {
  await db.transaction((tx) => dropBlockedAccount(tx, telegramId));
}
