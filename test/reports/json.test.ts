import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import type { Documents } from '../../clients/documents';
import type { ReportData } from '../../reports/data';
import { ReportJson } from '../../reports/json.schema';
import { renderReport } from '../../reports/render';
import { aReport } from './aReport';

const documents = {} as Documents; // HTML and JSON ask for none
const bytesOf = async (data: ReportData) => (await renderReport('JSON', data, { documents })).content;
const jsonOf = async (data: ReportData) => JSON.parse((await bytesOf(data)).toString('utf8')) as ReportJson;

const ajv = addFormats(new Ajv2020({ strict: true, allErrors: true }));
const isReport = ajv.compile(ReportJson);

test('a JSON report fits its published schema, whatever is missing', async () => {
  const whole = await aReport();
  const bare: ReportData = {
    ...whole,
    area_path: [],
    review: null,
    comments: [],
    timeline: [],
    actions: [],
    check: {
      ...whole.check,
      status: 'missed',
      verdict: null,
      score: null,
      started_at: null,
      submitted_at: null,
      completed_at: null,
    },
    sections: whole.sections.map((section) => ({
      ...section,
      questions: section.questions.map(({ question }) => ({ question, answer: null })),
    })),
  };
  for (const data of [whole, bare]) {
    isReport(await jsonOf(data));
    expect(isReport.errors).toBeNull();
  }
});

test('the same data give the same bytes, in whatever order their keys came', async () => {
  const data = await aReport();
  const turned = reversed(data);
  expect(Object.keys(turned)[0]).toBe('parameters');
  expect((await bytesOf(turned)).equals(await bytesOf(data))).toBe(true);
});

test('answers keep their types, and say themselves in words', async () => {
  const { sections } = await jsonOf(await aReport());
  const answers = sections.flatMap(({ questions }) =>
    questions.map(({ id, answer }) => [id, answer?.value, answer?.text]),
  );
  expect(answers).toEqual(
    expect.arrayContaining([
      ['q1', true, 'Да'],
      ['q5', 'good', 'Хорошее'],
      ['q6', 8.7, '8,7\u00a0бар'],
      ['q7', ['fire', 'aid', 'belt'], 'Огнетушитель; Аптечка; Ремень безопасности'],
      ['q8', null, 'Не применимо'],
      ['i1', undefined, undefined],
    ]),
  );
});

test('only failed questions keep the numbers of the whole check', async () => {
  const parameters = { language: 'ru' as const, time_zone: null, only_failed: true, photos: false };
  const { sections } = await jsonOf(await aReport({ parameters }));
  expect(sections.flatMap(({ questions }) => questions.map(({ number }) => number))).toEqual(['2.1', '3.1']);
  expect(sections[0]?.questions[0]?.answer?.photos).toEqual([]);
});

function reversed<T>(value: T): T {
  if (Array.isArray(value)) return value.map(reversed) as T; // element for element
  if (value === null || typeof value !== 'object' || value instanceof Date || Buffer.isBuffer(value))
    return value;
  const entries = Object.entries(value).reverse();
  return Object.fromEntries(entries.map(([key, member]) => [key, reversed(member)])) as T; // key for key
}
