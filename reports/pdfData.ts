import { webAddress } from './markup';
import { fitted, photoPicture, qrPicture, signaturePicture } from './pictures';
import type { PhotoView, QuestionView, ReportView } from './view';
import { fill } from './words';

/** Widths and heights in mm that fit the question column of check.fodt. */
const ONE = { columns: 1, width: 72, height: 54 };
const MANY = { columns: 2, width: 51, height: 40 };
const CAPTION_MM = 3.6;
const SIGNATURE = { width: 45, height: 16 };
/** In characters: whole sentences are not shouted. */
const LONG_ANSWER = 60;

interface Line {
  /** A paragraph style of check.fodt. */
  style: string;
  text: string;
}

/**
 * The view as check.fodt takes it: Carbone can repeat, but hardly choose, so what may be absent is a list of none or one,
 * and what differs in looks carries the name of its style. No text of a person becomes part of a style or an attribute.
 */
export async function pdfData(view: ReportView) {
  const { sections, failures, comments, actions, timeline, facts, note, url, tiles, ...rest } = view;
  return {
    ...rest,
    fo_language: view.language,
    fo_country: view.language === 'ru' ? 'RU' : 'GB',
    url,
    note,
    link: webAddress(url),
    qr: (await qrPicture(url)).toString('base64'),
    tiles: { ...tiles, failed_style: failures.length > 0 || tiles.failed !== '0' ? 'PTileFail' : 'PTile' },
    facts: pairs(facts).map(([left, right]) => ({ left, right: right ?? { label: '', value: '' } })),
    notes: note ? [{ text: note }] : [],
    failure_blocks: block(failures.map(({ number, text, value, mark }) => ({ number, text, value, mark }))),
    sections: await eachOf(sections, async ({ number, title, questions }) => ({
      number,
      title,
      rows: await eachOf(questions, (question) => questionRow(question, view)),
    })),
    comment_blocks: block(
      await eachOf(comments, async ({ text, photos }) => ({ text, ...(await photoRows(photos, view)) })),
    ),
    action_blocks: block(actions),
    timeline_blocks: block(
      timeline.map((entry) => ({ ...entry, planned: entry.planned ? [{ text: entry.planned }] : [] })),
    ),
  };
}

async function questionRow(question: QuestionView, view: ReportView) {
  const { words } = view;
  const { photos, signature: drawn, ...told } = question;
  const { photo_rows, unreadable } = await photoRows(photos, view);
  const signature = drawn && (await signaturePicture(drawn));
  return {
    ...told,
    comments: question.comments.map((text) => ({ text })),
    tone: question.failed ? 'fail' : 'ok',
    lines: lines([
      [
        question.kind === 'instruction' ? 'PInstruction' : question.failed ? 'PTextFail' : 'PText',
        question.text,
      ],
      ['PHint', question.hint],
      ['PCritical', question.critical ? words.critical : ''],
      ...question.comments.map((comment): [string, string] => ['PComment', comment]),
      ...unreadable.map((caption): [string, string] => ['PHint', caption]),
    ]),
    photo_rows,
    answer_lines: lines([
      [answerStyle(question), question.value],
      ['PMarkFail', question.failed ? question.mark : ''],
      ['PHint', question.range],
      ['PHint', [question.failed ? '' : question.mark, question.made].filter(Boolean).join(', ')],
    ]),
    signatures: signature
      ? [sized(signature.content, fitted(signature, SIGNATURE.width, SIGNATURE.height))]
      : [],
  };
}

function answerStyle({ kind, value }: QuestionView): string {
  if (kind !== 'answered') return 'PAnswerNone';
  return value.length > LONG_ANSWER ? 'PText' : 'PAnswer';
}

async function photoRows(photos: PhotoView[], { words }: ReportView) {
  const made = await eachOf(photos, async ({ caption, photo }) => ({
    caption,
    picture: await photoPicture(photo.content),
  }));
  const { columns, width, height } = photos.length === 1 ? ONE : MANY;
  const shown = made.flatMap(({ caption, picture }) => {
    if (!picture) return [];
    const size = fitted(picture, width, height);
    return [{ caption, ...sized(picture.content, size) }];
  });
  return {
    photo_rows: Array.from({ length: Math.ceil(shown.length / columns) }, (_, n) => {
      const row = shown.slice(n * columns, (n + 1) * columns);
      // Boxes of one height, so that the photos of a row hang from one line.
      const box_mm = Math.max(...row.map((one) => one.height_mm)) + CAPTION_MM;
      return { n, photos: row.map((one) => ({ ...one, box_mm })) };
    }),
    unreadable: made
      .filter(({ picture }) => !picture)
      .map(({ caption }) => fill(words.photo_unreadable, { caption })),
  };
}

const sized = (content: Buffer, { width, height }: { width: number; height: number }) => ({
  width_mm: width,
  height_mm: height,
  content: content.toString('base64'),
});

const lines = (all: [style: string, text: string][]): Line[] =>
  all.filter(([, text]) => text).map(([style, text]) => ({ style, text }));

const block = <T>(rows: T[]) => (rows.length > 0 ? [{ n: 1, rows }] : []);

const pairs = <T>(all: T[]) =>
  Array.from({ length: Math.ceil(all.length / 2) }, (_, n) => [all[2 * n], all[2 * n + 1]] as const);

/** One after the other: pictures of a long check at once would take more memory than LibreOffice. */
async function eachOf<T, R>(all: T[], make: (one: T) => Promise<R>): Promise<R[]> {
  const made: R[] = [];
  for (const one of all) made.push(await make(one));
  return made;
}
