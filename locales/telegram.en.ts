import type { Translated } from './message';
import type { telegramRu } from './telegram.ru';

export const telegramEn = {
  button: {
    open: 'Open',
    fill: 'Fill in',
    review: 'Accept or return',
    action: 'Open',
    checks: 'My checks',
  },
} satisfies Translated<typeof telegramRu>;
