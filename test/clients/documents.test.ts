import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { createDocuments } from '../../clients/documents';
import { someDocuments, textOf, wordsOf } from '../reports/office';

const RU = { lang: 'ru-ru', timezone: 'Europe/Moscow' };

const aTemplate = (body: string) =>
  Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>${body}</office:text></office:body></office:document>`,
  );

const HELLO = aTemplate('<text:p>{d.text:convCRLF}</text:p>');

/** Processes started by this one, by program. */
function childrenRunning(program: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const parent = / \d+ \((?:.*)\) \S (\d+)/.exec(` ${readFileSync(`/proc/${pid}/stat`, 'utf8')}`)?.[1];
        return Number(parent) === process.pid && readlinkSync(`/proc/${pid}/exe`).endsWith(program);
      } catch {
        return false; // it ended meanwhile
      }
    })
    .map(Number);
}

describe('documents', () => {
  const signals = ['SIGINT', 'SIGHUP', 'SIGQUIT', 'SIGTERM'] as const;
  const listenersBefore = signals.map((signal) => process.listenerCount(signal));
  const pathBefore = process.env['PATH'];
  const { documents, stop } = someDocuments();

  beforeAll(() => documents.warmUp());
  afterAll(() => stop());

  test('a template with Cyrillic becomes a PDF', async () => {
    const pdf = await documents.renderPdf(HELLO, 'fodt', { text: 'Проверка пройдена' }, RU);
    expect(textOf(pdf)).toContain('Проверка пройдена');
  });

  test('line ends of a text are kept in a flat template', async () => {
    const pdf = await documents.renderPdf(HELLO, 'fodt', { text: 'первая\nвторая' }, RU);
    expect(
      textOf(pdf)
        .trim()
        .split(/\s*\n\s*/),
    ).toEqual(['первая', 'вторая']);
  });

  test('the time zone given is the one that the template sees', async () => {
    const template = aTemplate("<text:p>{d.at:formatD('HH:mm')}</text:p>");
    const at = '2026-11-24T05:00:00.000Z';
    expect(textOf(await documents.renderPdf(template, 'fodt', { at }, RU))).toContain('08:00');
    const omsk = { ...RU, timezone: 'Asia/Omsk' };
    expect(textOf(await documents.renderPdf(template, 'fodt', { at }, omsk))).toContain('11:00');
  });

  test('what looks like markup in the data comes out as it was typed', async () => {
    const text = '{d.text} {c.now} {t(x)} <b>&amp;</b> ]]> {#v = d.text} \u0007конец';
    const pdf = await documents.renderPdf(HELLO, 'fodt', { text }, RU);
    expect(wordsOf(pdf)).toContain('{d.text} {c.now} {t(x)} <b>&amp;</b> ]]> {#v = d.text} конец');
  });

  test('a template that names an unknown formatter is refused, and the next document is made', async () => {
    const broken = documents.renderPdf(aTemplate('<text:p>{d.x:nonsense()}</text:p>'), 'fodt', {}, RU);
    await expect(broken).rejects.toThrow('nonsense');
    expect(textOf(await documents.renderPdf(HELLO, 'fodt', { text: 'дальше' }, RU))).toContain('дальше');
  });

  test('a LibreOffice that was killed is started again by the next document', async () => {
    const [pid] = childrenRunning('soffice.bin');
    process.kill(pid ?? Number.NaN, 'SIGKILL');
    expect(textOf(await documents.renderPdf(HELLO, 'fodt', { text: 'снова' }, RU))).toContain('снова');
    expect(childrenRunning('soffice.bin')).not.toContain(pid);
  });

  test('a document survives the death of LibreOffice or of its driver while it is made', async () => {
    for (const program of ['soffice.bin', 'python3']) {
      const long = Array.from({ length: 400 }, (_, n) => `строка ${n}`).join('\n');
      const made = documents.renderPdf(HELLO, 'fodt', { text: long }, RU);
      for (const pid of childrenRunning(program)) process.kill(pid, 'SIGKILL');
      expect(textOf(await made)).toContain('строка 399');
    }
  });

  test('signals and PATH of the process stay as they were', () => {
    expect(signals.map((signal) => process.listenerCount(signal))).toEqual(listenersBefore);
    expect(process.env['PATH']).toBe(pathBefore);
  });

  test('LibreOffice is in a process group of its own, where Ctrl-C does not reach it', async () => {
    await documents.renderPdf(HELLO, 'fodt', { text: 'жив' }, RU);
    const [pid] = childrenRunning('soffice.bin');
    const group = execFileSync('ps', ['-o', 'pgid=', '-p', String(pid)], { encoding: 'utf8' });
    expect(Number(group)).toBe(pid);
  });

  test('after a stop nothing runs, and the next document starts it anew', async () => {
    await documents.stop();
    expect(childrenRunning('soffice.bin')).toEqual([]);
    expect(textOf(await documents.renderPdf(HELLO, 'fodt', { text: 'после' }, RU))).toContain('после');
  });
});

test('a LibreOffice that is not where it should be is told in words', async () => {
  const documents = createDocuments({
    libreOffice: { kind: 'wasm', module_path: '/nowhere' },
    cacheDir: '/tmp',
  });
  await expect(documents.renderPdf(HELLO, 'fodt', { text: '' }, RU)).rejects.toThrow('/nowhere');
});
