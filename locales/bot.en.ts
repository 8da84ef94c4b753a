import type { botRu } from './bot.ru';
import type { Translated } from './message';

export const botEn = {
  commands: {
    checks: 'My checks',
    fill_check: 'Fill in a check',
    status: 'Where I stand',
    language: 'Language / Язык',
    help: 'What the bot can do',
  },
  welcome:
    'Hello! To let the bot know who you are, get a code in the panel: Profile → Telegram. Open the link there, or send the code here.',
  linked: '{{name}}, this Telegram account is linked to you. Notices will come here.',
  deactivated: 'Your account is switched off. Please turn to your administrator.',
} satisfies Translated<typeof botRu>;
