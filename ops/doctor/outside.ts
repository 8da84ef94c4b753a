import { openPortal } from '../../activities/bitrix/portal';
import { checkMail } from '../../clients/mail';
import { createBotApi } from '../../clients/telegram/botApi';
import type { Database } from '../../db/database';
import type { Config } from '../../platform/config';
import { type Finding, look, ok } from './finding';

/** Mail, Telegram and Bitrix24, as far as they are set up; nothing is sent and nothing changed. */
export async function lookOutside(
  { mail, telegram, bitrix, auth }: Pick<Config, 'mail' | 'telegram' | 'bitrix' | 'auth'>,
  db: Database,
  now: () => Date,
): Promise<Finding[]> {
  const found = await Promise.all([
    mail
      ? look(
          'mail',
          'check SMTP_URL: host, port, name and password, smtps:// for TLS from the start',
          async () => {
            await checkMail(mail);
            return [ok('mail', `${new URL(mail.url).host} takes our name, and mail from ${mail.from}`)];
          },
        )
      : [ok('mail', 'off: no SMTP_URL')],
    telegram
      ? look(
          'Telegram',
          'check TELEGRAM_BOT_TOKEN with @BotFather, and the way out to TELEGRAM_API_ROOT',
          async () => {
            const { username } = await createBotApi({ ...telegram, turn: async () => undefined }).getMe();
            return [
              ok(
                'Telegram',
                `the bot is @${username}, ${telegram.webhook ? `brought updates at ${telegram.webhook.url}` : 'fetching updates'}`,
              ),
            ];
          },
        )
      : [ok('Telegram', 'off: no TELEGRAM_BOT_TOKEN')],
    bitrix
      ? look(
          'Bitrix24',
          'check BITRIX_WEBHOOK_URL and the rights of the webhook (docs/bitrix24.md)',
          async () => {
            const portal = openPortal({ db, access: bitrix.access, secret: auth.jwtSecret, now });
            return [ok('Bitrix24', `speaks with us as user ${await portal().me()}`)];
          },
        )
      : [ok('Bitrix24', 'off')],
  ]);
  return found.flat();
}
