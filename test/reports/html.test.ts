import type { Documents } from '../../clients/documents';
import type { ReportData } from '../../reports/data';
import { renderReport } from '../../reports/render';
import { aQuestion, aReport } from './aReport';

const documents = {} as Documents; // HTML and JSON ask for none
const htmlOf = async (data: ReportData) =>
  (await renderReport('HTML', data, { documents })).content.toString('utf8');

test('an HTML report needs nothing from elsewhere and runs nothing', async () => {
  const page = await htmlOf(await aReport());
  expect(page).toMatch(/^<!doctype html>\n<html lang="ru">/);
  expect(page).not.toMatch(/<script|<link|<iframe|\son\w+=|@import|url\(/i);
  const sources = [...page.matchAll(/\ssrc="([^"]{0,30})/g)].map(([, source]) => source);
  expect(sources).toHaveLength(5 + 1 + 1); // photos, signature, QR code
  for (const source of sources) expect(source).toMatch(/^data:image\/(jpeg|png);base64,/);
});

test('an HTML report marks failures by word and tells the same as the PDF', async () => {
  const page = (await htmlOf(await aReport())).replaceAll('\u00a0', ' ');
  for (const told of [
    'НЕ ПРОЙДЕНА',
    'КРИТИЧЕСКОЕ НАРУШЕНИЕ',
    '83,33 %',
    'норма 8–9,5 бар',
    'по плану 08:30',
    '<th scope="col"',
    '@media print',
  ]) {
    expect(page).toContain(told);
  }
});

test('what a person typed is text, wherever it stands', async () => {
  const attack = `"><script>alert(1)</script><img src=x onerror=alert(1)>' {{title}} \${1}`;
  const base = await aReport();
  const question = aQuestion(
    {
      id: 'q',
      type: 'single_choice',
      text: attack,
      hint: attack,
      options: [{ value: 'v', label: attack }],
    } as never,
    {
      value: 'v',
      comment: attack,
      author: attack,
      photos: base.comments[0]?.photos.map((photo) => ({ ...photo, name: attack })) ?? [],
    },
  );
  const page = await htmlOf({
    ...base,
    area_path: [attack],
    report_id: attack,
    url: 'javascript:alert(1)',
    check: {
      ...base.check,
      title: attack,
      executor: attack,
      template: { ...base.check.template, name: attack },
    },
    review: { reviewer: attack, decision: 'accept', reason: attack, at: base.generated_at },
    sections: [{ id: 's', title: attack, questions: [question] }],
    comments: [
      { id: 'c', question_id: null, author: attack, created_at: base.generated_at, text: attack, photos: [] },
    ],
    timeline: [{ at: base.generated_at, planned_at: null, kind: 'opened', actor: attack, text: attack }],
    actions: [{ title: attack, priority: 'low', owner: attack, due_at: null, status: 'open' }],
    audit_head: { seq: 1, hash: attack },
  });
  expect(page).not.toMatch(/<script|<img src=x/i);
  expect(page).not.toContain('href="javascript');
  expect(page.match(/&lt;script&gt;alert\(1\)&lt;\/script&gt;/g)?.length).toBeGreaterThan(15);
  expect(page).toContain('{{title}} ${1}');
});

test('only failed questions and no photos, where that is asked', async () => {
  const parameters = { language: 'en' as const, time_zone: null, only_failed: true, photos: false };
  const page = await htmlOf(await aReport({ parameters }));
  expect(page).toContain('<html lang="en">');
  expect(page).toContain('Only failed questions are shown.');
  expect(page).not.toContain('Состояние шин');
  expect(page.match(/<figure>/g)).toBeNull();
});
