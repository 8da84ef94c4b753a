import { createHash } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type CarboneEngine, loadCarbone } from './carbone';
import { createWasmConverter } from './libreOfficeWasm';

/** `path`: the folder of soffice.bin. `module_path`: the folder of the package @matbee/libreoffice-converter. */
export type LibreOffice = { kind: 'native'; path: string } | { kind: 'wasm'; module_path: string };

export type TemplateExtension = 'fodt' | 'odt' | 'docx';

export interface DocumentsOptions {
  libreOffice: LibreOffice;
  /** For filled-in templates and LibreOffice's own profile. */
  cacheDir: string;
  /** LibreOffice processes kept warm: each takes about 200 MB. */
  factories?: number;
  /** From the call to the PDF, a cold start included. */
  timeoutMs?: number;
}

export interface Manner {
  /** As `ru-ru`. */
  lang: string;
  /** IANA name. */
  timezone: string;
}

export interface Documents {
  /**
   * Fills a Carbone template (a path or its content) with `data` and makes it a PDF.
   * A LibreOffice that dies meanwhile is started again and asked once more; any other failure is the template's.
   */
  renderPdf(
    template: string | Buffer,
    extension: TemplateExtension,
    data: object,
    manner: Manner,
  ): Promise<Buffer>;
  warmUp(): Promise<void>;
  stop(): Promise<void>;
}

const BLANK = Buffer.from(
  '<?xml version="1.0" encoding="UTF-8"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text><text:p>{d.text}</text:p></office:text></office:body></office:document>',
);

/** One a process: Carbone and its LibreOffice are process-wide. */
export function createDocuments(options: DocumentsOptions): Documents {
  const { libreOffice, cacheDir, factories = 1, timeoutMs = 60_000 } = options;
  const wasm =
    libreOffice.kind === 'wasm' ? createWasmConverter(libreOffice.module_path, timeoutMs) : undefined;
  let engine: Promise<CarboneEngine> | undefined;

  const started = () => {
    engine ??= loadCarbone({
      cacheDir,
      factories,
      timeoutMs,
      ...(libreOffice.kind === 'native' && { programPath: libreOffice.path }),
    });
    return engine;
  };

  async function stored(template: string | Buffer, extension: TemplateExtension): Promise<string> {
    if (typeof template === 'string') return template;
    const folder = path.join(cacheDir, 'templates');
    const file = path.join(folder, `${createHash('sha256').update(template).digest('hex')}.${extension}`);
    await mkdir(folder, { recursive: true });
    const draft = `${file}.${process.pid}.${process.hrtime.bigint()}`;
    await writeFile(draft, template);
    await rename(draft, file); // whole or not at all, though other processes write the same
    return file;
  }

  const documents: Documents = {
    async renderPdf(template, extension, data, manner) {
      const carbone = await started();
      const file = await stored(template, extension);
      if (!wasm) return carbone.toPdf(file, data, { ...manner, extension });
      const filled = await carbone.fill(file, data, { ...manner, extension });
      return wasm.toPdf(filled, extension);
    },
    async warmUp() {
      const blanks = Array.from({ length: wasm ? 1 : factories }, () =>
        documents.renderPdf(BLANK, 'fodt', { text: 'Проверка' }, { lang: 'ru-ru', timezone: 'UTC' }),
      );
      await Promise.all(blanks);
    },
    async stop() {
      const running = engine;
      engine = undefined; // a later document wakes Carbone again
      await Promise.all([wasm?.stop(), running?.then((carbone) => carbone.stop())]);
    },
  };
  return documents;
}
