import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { assertReportTemplate, renderCustomTemplate } from '../../reports/customTemplate';
import type { ReportData } from '../../reports/data';
import { renderReport } from '../../reports/render';
import { aPhoto, aQuestion, aReport } from './aReport';
import { pagesOf, picturesOf, someDocuments, textOf, wordsOf } from './office';

const { documents, cacheDir, stop } = someDocuments();
const pdfOf = async (data: ReportData) => (await renderReport('PDF', data, { documents })).content;

beforeAll(() => documents.warmUp());
afterAll(() => stop());

describe('a PDF report in Russian', () => {
  let pdf: Buffer;
  let words: string;
  beforeAll(async () => {
    pdf = await pdfOf(await aReport());
    words = wordsOf(pdf);
  });

  test('tells who, where, when, by which template, and the verdict', () => {
    for (const told of [
      'Осмотр погрузчика Komatsu FD25 № 14 перед сменой',
      'Череповецкий завод металлоконструкций › Склад № 2 › Участок погрузчиков',
      'НЕ ПРОЙДЕНА',
      'Есть критическое нарушение',
      '83,33 %',
      'Погрузчик перед сменой, версия 3',
      'Исполнитель Иванов Пётр Сергеевич',
      '24.11.2026, 08:41 (позже срока на 11 мин)',
      'Смирнова Анна Викторовна, 24.11.2026, 09:05',
      'принята: Погрузчик выведен из работы до ремонта тормозов.',
      'Europe/Moscow (UTC+3)',
    ]) {
      expect(words).toContain(told);
    }
  });

  test('marks failures by word, criticals apart', () => {
    expect(words.match(/КРИТИЧЕСКОЕ НАРУШЕНИЕ/g)).toHaveLength(2); // in the summary and in its section
    expect(words.match(/(?<!КРИТИЧЕСКОЕ )НАРУШЕНИЕ/g)).toHaveLength(2);
    expect(words).toContain('Критический вопрос');
  });

  test('shows answers in words, with unit, range and options', () => {
    for (const answer of [
      '12 453,5 м·ч',
      '8,7 бар',
      'норма 8–9,5 бар',
      'Хорошее',
      'Огнетушитель; Аптечка',
      '03.11.2026',
      'Не применимо',
    ]) {
      expect(words).toContain(answer);
    }
  });

  test('keeps comments with their line ends, the course of the check and the actions', () => {
    expect(words).toContain('педаль проваливается до половины хода. Работать нельзя.');
    expect(words).toContain('Подтверждаю, увод вправо.');
    expect(words).toContain('Механик вызван');
    expect(words).toContain('по плану 08:30');
    expect(words).toContain('Отремонтировать рабочий тормоз погрузчика № 14');
  });

  test('numbers its pages and carries report id, audit head and time on each', () => {
    const pages = pagesOf(pdf);
    const text = textOf(pdf);
    for (let page = 1; page <= pages; page += 1) expect(text).toContain(`стр. ${page} из ${pages}`);
    expect(text.match(/Журнал № 1482: 9f2c4be1d07a83e6/g)).toHaveLength(pages);
    expect(text.match(/Отчёт 0193f2a4-77aa-7c1e-9a40-2f6d0c9b1e55, редакция 1/g)).toHaveLength(pages);
    expect(words).toContain('9f2c4be1d07a83e65b10c2af47d98e3316fa05c8b7e29d4410ab6cf3e8527d90');
  });

  test('holds each photo, the signature and the QR code, in their shapes', () => {
    const pictures = picturesOf(pdf);
    expect(pictures).toHaveLength(5 + 1 + 1);
    for (const { ratio } of pictures) expect(ratio).toBeCloseTo(1, 1); // the same density both ways
  });
});

test('a PDF report in English uses the zone asked for', async () => {
  const parameters = {
    language: 'en' as const,
    time_zone: 'Asia/Yekaterinburg',
    only_failed: false,
    photos: true,
  };
  const words = wordsOf(await pdfOf(await aReport({ parameters })));
  for (const told of [
    'FAILED',
    'CRITICAL FAILURE',
    '24 Nov 2026, 10:41 (11 min late)',
    'page 1 of',
    '12,453.5',
  ]) {
    expect(words).toContain(told);
  }
  expect(words).not.toContain('НАРУШЕНИЕ');
});

test('only failed questions and no photos, where that is asked', async () => {
  const parameters = { language: 'ru' as const, time_zone: null, only_failed: true, photos: false };
  const pdf = await pdfOf(await aReport({ parameters }));
  const words = wordsOf(pdf);
  expect(words).toContain('показаны только вопросы с нарушениями');
  expect(words).toContain('Рабочий тормоз останавливает');
  expect(words).not.toContain('Состояние шин');
  expect(picturesOf(pdf)).toHaveLength(1); // the QR code
});

test('what a person typed never becomes markup', async () => {
  const typed =
    '{d.title} {c.now} {#v = d.url} {{report}} <text:p>&lt;b&gt;</text:p> "кавычки" \u0001\ud800конец';
  const literal = '{d.title} {c.now} {#v = d.url} {{report}} <text:p>&lt;b&gt;</text:p> "кавычки" конец';
  const base = await aReport();
  const pdf = await pdfOf({
    ...base,
    check: { ...base.check, title: typed, executor: typed },
    comments: [
      { id: 'c', question_id: null, author: typed, created_at: base.generated_at, text: typed, photos: [] },
    ],
    sections: [
      {
        id: 's',
        title: typed,
        questions: [
          aQuestion({ id: 'q', type: 'text', text: typed, hint: typed }, { value: typed, comment: typed }),
        ],
      },
    ],
  });
  const found = wordsOf(pdf).split(literal).length - 1;
  expect(found).toBeGreaterThanOrEqual(8);
});

test('a long section breaks over pages and repeats its heads', async () => {
  const base = await aReport();
  const questions = Array.from({ length: 120 }, (_, n) =>
    aQuestion({ id: `q${n}`, type: 'yes_no', text: `Вопрос ${n}: узел проверен?` }, { value: true }),
  );
  const pdf = await pdfOf({ ...base, sections: [{ id: 's', title: 'Длинный раздел', questions }] });
  const pages = textOf(pdf).split('\f');
  const withQuestions = pages.filter((page) => /Вопрос \d+: узел/.test(page));
  expect(withQuestions.length).toBeGreaterThan(3);
  for (const page of withQuestions) expect(page).toMatch(/№\s+Вопрос\s+Ответ/);
  expect(wordsOf(pdf).match(/Вопрос \d+: узел проверен\?/g)).toHaveLength(120);
});

test('a check without answers, area, photos or review still makes a report', async () => {
  const base = await aReport();
  const check = {
    ...base.check,
    status: 'missed' as const,
    verdict: null,
    score: null,
    started_at: null,
    submitted_at: null,
  };
  const sections = [
    { id: 's', title: 'Раздел', questions: [aQuestion({ id: 'q', type: 'yes_no', text: 'Цел ли?' }, null)] },
  ];
  const empty = { area_path: [], review: null, comments: [], timeline: [], actions: [] };
  const words = wordsOf(await pdfOf({ ...base, ...empty, check, sections }));
  expect(words).toContain('ПРОПУЩЕНА');
  expect(words).toContain('Нет ответа');
});

test('an unreadable photo leaves a word, not a failed report', async () => {
  const base = await aReport();
  const photo = { ...(await aPhoto('bad.jpg', 9)), content: Buffer.from('no picture') };
  const sections = [
    {
      id: 's',
      title: 'Раздел',
      questions: [aQuestion({ id: 'q', type: 'yes_no', text: 'Цел?' }, { value: true, photos: [photo] })],
    },
  ];
  expect(wordsOf(await pdfOf({ ...base, comments: [], sections }))).toContain('Фото 1 (снимок не читается)');
});

test('a customer’s own .odt and .docx are filled with the same data', async () => {
  const flat = Buffer.from(
    '<?xml version="1.0" encoding="UTF-8"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text><text:p>Акт: {d.title}, {d.verdict.word}</text:p><text:p>{d.sections[i].rows[i].text}: {d.sections[i].rows[i].value}</text:p><text:p>{d.sections[i].rows[i+1].text}</text:p><text:p>{d.sections[i+1].title}</text:p></office:text></office:body></office:document>',
  );
  writeFileSync(path.join(cacheDir, 'own.fodt'), flat);
  const data = await aReport();
  for (const extension of ['odt', 'docx'] as const) {
    const content = await officeFile(flat, extension);
    assertReportTemplate(content, extension);
    const pdf = await renderCustomTemplate({ content, extension }, data, { documents });
    expect(wordsOf(pdf.content)).toContain(
      'Акт: Осмотр погрузчика Komatsu FD25 № 14 перед сменой, НЕ ПРОЙДЕНА',
    );
    expect(wordsOf(pdf.content)).toContain('Состояние шин: Хорошее');
  }
});

/** Saved by LibreOffice itself, as a customer would. */
function officeFile(flat: Buffer, extension: 'odt' | 'docx'): Promise<Buffer> {
  const carbone = require('carbone') as {
    convert(data: Buffer, options: object, done: (error: Error | null, made: Buffer) => void): void;
  };
  return new Promise((resolve, reject) =>
    carbone.convert(flat, { extension: 'fodt', convertTo: extension }, (error, made) =>
      error ? reject(error) : resolve(made),
    ),
  );
}
