import { deflateRawSync } from 'node:zlib';
import { DomainError } from '../../domain/errors';
import { assertReportTemplate, MAX_TEMPLATE_BYTES } from '../../reports/customTemplate';

const FLAT_HEAD =
  '<?xml version="1.0" encoding="UTF-8"?><office:document office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">';
const flat = (body: string) => Buffer.from(`${FLAT_HEAD}${body}</office:document>`);

interface Given {
  name: string;
  text: string;
  /** What the directory declares, where that is a lie. */
  declared?: number;
}

function zipOf(files: Given[]): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, text, declared } of files) {
    const packed = deflateRawSync(text);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(declared ?? Buffer.byteLength(text), 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    central.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), common, tail, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, directory, Buffer.from('PK\x05\x06'), end]);
}

const odt = (content: string, more: Given[] = []) =>
  zipOf([
    { name: 'mimetype', text: 'application/vnd.oasis.opendocument.text' },
    { name: 'content.xml', text: content },
    ...more,
  ]);
const docx = (document: string, rels = '', more: Given[] = []) =>
  zipOf([
    { name: '[Content_Types].xml', text: '<Types/>' },
    { name: 'word/document.xml', text: document },
    { name: 'word/_rels/document.xml.rels', text: `<Relationships>${rels}</Relationships>` },
    ...more,
  ]);
const relation = (type: string, more: string) =>
  `<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" ${more}/>`;

function reasonOf(content: Buffer, extension: string): unknown {
  try {
    assertReportTemplate(content, extension);
    return null;
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'report_template.unreadable') throw error;
    return error.details.params?.['reason'];
  }
}

test.each([
  [
    'a flat one with markers, pictures inside and a link',
    flat(
      '<text:p>{d.title}</text:p><draw:image><office:binary-data>{d.qr}</office:binary-data></draw:image><text:a xlink:href="https://example.com/{d.x}">x</text:a>',
    ),
    'fodt',
  ],
  [
    'a flat one with an empty macro library',
    flat(
      '<office:scripts><office:script script:language="ooo:Basic"><ooo:libraries><ooo:library ooo:name="Standard"/></ooo:libraries></office:script></office:scripts>',
    ),
    'fodt',
  ],
  [
    'an .odt with its own picture',
    odt('<draw:image xlink:href="Pictures/logo.png"/>', [{ name: 'Basic/script-lc.xml', text: '<l/>' }]),
    'odt',
  ],
  [
    'a .docx with a link and its own picture',
    docx(
      '<w:t>{d.title}</w:t>',
      relation('hyperlink', 'Target="https://example.com" TargetMode="External"') +
        relation('image', 'Target="media/logo.png"'),
    ),
    'docx',
  ],
])('%s is taken', (_, content, extension) => {
  expect(reasonOf(content, extension)).toBeNull();
});

test.each([
  ['an unknown kind', flat(''), 'pdf', 'extension'],
  ['nothing', Buffer.alloc(0), 'fodt', 'size'],
  ['more than the limit', Buffer.alloc(MAX_TEMPLATE_BYTES + 1, 32), 'fodt', 'size'],
  ['another text', Buffer.from('hello'), 'fodt', 'format'],
  [
    'entities',
    Buffer.from(`<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>${FLAT_HEAD}&a;</office:document>`),
    'fodt',
    'format',
  ],
  ['another encoding', Buffer.from(FLAT_HEAD, 'utf16le'), 'fodt', 'format'],
  ['no zip', Buffer.from('PK but not really'), 'odt', 'format'],
  ['a broken zip', odt('<x/>').subarray(20), 'docx', 'format'],
  ['a .docx named .odt', docx('<w:t/>'), 'odt', 'format'],
  ['a bomb that says so', odt('<x/>', [{ name: 'a.xml', text: 'a', declared: 1 << 30 }]), 'odt', 'format'],
  [
    'a bomb that lies',
    odt('<x/>', [{ name: 'a.xml', text: 'a'.repeat(1 << 22), declared: 100 }]),
    'odt',
    'format',
  ],
  [
    'a macro in a flat one',
    flat('<ooo:module ooo:name="M"><ooo:source-code>Sub Main</ooo:source-code></ooo:module>'),
    'fodt',
    'macros',
  ],
  ['an event listener', flat('<script:event-listener script:event-name="dom:load"/>'), 'fodt', 'macros'],
  [
    'a macro in an .odt',
    odt('<x/>', [{ name: 'Basic/Standard/Module1.xml', text: '<m/>' }]),
    'odt',
    'macros',
  ],
  ['a macro in a .docx', docx('<w:t/>', '', [{ name: 'word/vbaProject.bin', text: 'x' }]), 'docx', 'macros'],
  ['a picture from the net', flat('<draw:image xlink:href="http://10.0.0.1/x.png"/>'), 'fodt', 'links'],
  ['a picture from the disk', flat("<draw:image xlink:href='/etc/passwd'/>"), 'fodt', 'links'],
  ['a picture from a parent folder', odt('<draw:image xlink:href="../../secret.png"/>'), 'odt', 'links'],
  ['a picture whose address is filled in', flat('<draw:image xlink:href="{d.title}"/>'), 'fodt', 'links'],
  ['an address hidden in a name', flat('<draw:image xlink:hr{d.none}ef="http://x/"/>'), 'fodt', 'links'],
  ['an address in character references', flat('<draw:image xlink:href="&#104;ttp://x/"/>'), 'fodt', 'links'],
  ['another prefix for the same', flat('<draw:image l:href="http://x/"/>'), 'fodt', 'links'],
  [
    'a section from elsewhere',
    flat('<text:section-source xlink:href="file:///etc/passwd"/>'),
    'fodt',
    'links',
  ],
  ['an OLE object', flat('<draw:object-ole/>'), 'fodt', 'links'],
  [
    'a template from elsewhere',
    docx('<w:t/>', relation('attachedTemplate', 'Target="http://x/t.dotm" TargetMode="External"')),
    'docx',
    'links',
  ],
  [
    'a picture from elsewhere',
    docx('<w:t/>', relation('image', "TargetMode='External' Target='http://x/i.png'")),
    'docx',
    'links',
  ],
  [
    'a mode that is filled in',
    docx('<w:t/>', relation('image', 'Target="http://x/i.png" TargetMode="Exter{d.none}nal"')),
    'docx',
    'links',
  ],
  [
    'a field that fetches, in pieces',
    docx('<w:instrText>INCLUDE</w:instrText><w:instrText>PICTURE "http://x/i.png"</w:instrText>'),
    'docx',
    'links',
  ],
])('%s is refused', (_, content, extension, reason) => {
  expect(reasonOf(content, extension)).toBe(reason);
});
