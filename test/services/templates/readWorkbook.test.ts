import { deflateRawSync } from 'node:zlib';
import { DomainError } from '../../../domain/errors';
import { readWorkbook } from '../../../services/templates/xlsform/readWorkbook';
import { storedZip } from '../../../services/templates/xlsform/storedZip';
import { aWorkbook } from './aForm';

const xml = (body: string) => Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>${body}`);
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const RELS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

const parts = (sheet: string, names = '') => [
  {
    name: 'xl/workbook.xml',
    content: xml(
      `<workbook ${MAIN} xmlns:r="${RELS}"><sheets><sheet name="survey" sheetId="1" r:id="rId1"/></sheets>${names}</workbook>`,
    ),
  },
  {
    name: 'xl/_rels/workbook.xml.rels',
    content: xml(
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${RELS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    ),
  },
  { name: 'xl/worksheets/sheet1.xml', content: xml(`<worksheet ${MAIN}>${sheet}</worksheet>`) },
];
const cellAt = (address: string, text: string) =>
  `<c r="${address}" t="inlineStr"><is><t>${text}</t></is></c>`;
const refusal = (content: Buffer) =>
  readWorkbook(content).then(
    () => undefined,
    (error: unknown) => {
      if (!(error instanceof DomainError)) throw error;
      return `${error.code} ${error.details.faults?.[0]?.code}`;
    },
  );

it('reads a minimal workbook of another program', async () => {
  const book = await readWorkbook(
    storedZip(
      parts(
        `<sheetData><row r="1">${cellAt('A1', ' Type ')}</row><row r="3">${cellAt('A3', 'text')}</row></sheetData>`,
      ),
    ),
  );
  expect(book.get('survey')).toEqual({
    name: 'survey',
    columns: ['type'],
    rows: [{ number: 3, cells: { type: 'text' } }],
  });
});

it.each([
  ['no zip', Buffer.from('PK nothing of the kind')],
  ['an empty file', Buffer.alloc(0)],
  ['a zip of something else', storedZip([{ name: 'a.txt', content: Buffer.from('x') }])],
  ['broken XML', storedZip(parts('<sheetData><row'))],
])('refuses %s', async (_what, content) => {
  // A workbook without sheets is one in which the form's sheet is missing.
  const refused = await refusal(content);
  if (refused === undefined) expect((await readWorkbook(content)).size).toBe(0);
  else expect(refused).toBe('template.import_unreadable field.bad_format');
});

it('refuses a zip bomb before it is unpacked', async () => {
  const name = 'xl/sharedStrings.xml';
  const packed = deflateRawSync(Buffer.alloc(64 * 1024 * 1024));
  expect(packed.length).toBeLessThan(100_000);
  expect(await refusal(deflatedZip(name, packed, 64 * 1024 * 1024))).toBe(
    'template.import_unreadable field.bad_format',
  );
  expect(await refusal(deflatedZip(name, packed, 1000))).toBe('template.import_unreadable field.bad_format');
});

it('does not spell out ranges of a million cells', async () => {
  const whole = 'A1:XFD1048576'; // spelled out, it would take more memory and time than a test is given
  const book = await readWorkbook(
    storedZip(
      parts(
        `<cols><col min="1" max="16384" width="9"/></cols><sheetData><row r="1">${cellAt('A1', 'type')}</row></sheetData>` +
          `<mergeCells count="1"><mergeCell ref="${whole}"/></mergeCells>` +
          `<dataValidations count="1"><dataValidation type="whole" sqref="${whole}"><formula1>1</formula1></dataValidation></dataValidations>`,
        `<definedNames><definedName name="all">survey!$A$1:$XFD$1048576</definedName></definedNames>`,
      ),
    ),
  );
  expect(book.get('survey')?.columns).toEqual(['type']);
});

it.each([
  [
    'far rows',
    `<sheetData><row r="1">${cellAt('A1', 'type')}</row><row r="4294967290">${cellAt('A4294967290', 'x')}</row></sheetData>`,
  ],
  [
    'many rows',
    `<sheetData>${Array.from({ length: 20_002 }, (_, n) => `<row r="${n + 1}">${cellAt(`A${n + 1}`, 'x')}</row>`).join('')}</sheetData>`,
  ],
])('refuses %s', async (_what, sheet) => {
  expect(await refusal(storedZip(parts(sheet)))).toMatch(
    /^template\.import_unreadable (import\.too_large|field\.bad_format)$/,
  );
});

it('reads numbers, truths, dates and rich text as text', async () => {
  const content = await aWorkbook({
    survey: [
      ['type', 'a', 'b', 'c', 'd'],
      ['text', 5.5, true, new Date('2026-01-02T00:00:00Z'), { richText: [{ text: 'жир' }, { text: 'ный' }] }],
    ],
  });
  expect((await readWorkbook(content)).get('survey')?.rows[0]?.cells).toEqual({
    type: 'text',
    a: '5.5',
    b: 'true',
    c: '2026-01-02',
    d: 'жирный',
  });
});

function deflatedZip(name: string, packed: Buffer, claimed: number): Buffer {
  const zip = storedZip([{ name, content: packed }]);
  const central = zip.indexOf('PK\x01\x02', 0, 'latin1');
  zip.writeUInt16LE(8, 8);
  zip.writeUInt16LE(8, central + 10);
  zip.writeUInt32LE(claimed, 22);
  zip.writeUInt32LE(claimed, central + 24);
  return zip;
}
