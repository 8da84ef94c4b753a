import type { mailRu } from './mail.ru';
import type { Translated } from './message';

export const mailEn = {
  subject: { one: 'Proverka: {{count}} notice', other: 'Proverka: {{count}} notices' },
  greeting: 'Hello {{name}},',
  footer: 'Open: {{url}}',
} satisfies Translated<typeof mailRu>;
