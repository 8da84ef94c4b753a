import type { Notice } from '../../db/models/records';
import type { PersonRow } from '../../db/repositories/people';
import { noticeText } from '../../locales/noticeText';
import { translate } from '../../locales/translate';

/** One mail for all that a person is to be told, in their language; of a single notice the title is the subject. */
export function composeMail(
  { locale, full_name }: Pick<PersonRow, 'locale' | 'full_name'>,
  notices: readonly Pick<Notice, 'kind' | 'data' | 'check_id'>[],
  publicUrl: string,
): { subject: string; text: string } {
  const told = notices.map((notice) => noticeText(locale, notice));
  const [first] = told;
  const subject =
    told.length === 1 && first ? first.title : translate(locale, 'mail.subject', { count: told.length });
  const text = [
    translate(locale, 'mail.greeting', { name: full_name }),
    ...told.map(({ title, body }) => `${title}\n${body}`),
    translate(locale, 'mail.footer', { url: publicUrl }),
  ];
  return { subject, text: `${text.join('\n\n')}\n` };
}
