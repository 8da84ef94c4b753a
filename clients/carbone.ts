import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type * as Carbone from 'carbone';
import { withOfficeProcesses } from './officeProcesses';

interface Converter {
  exit(done: () => void): void;
}

export interface FillOptions {
  lang: string;
  timezone: string;
  extension: string;
}

export interface CarboneEngine {
  fill(templatePath: string, data: object, options: FillOptions): Promise<Buffer>;
  toPdf(templatePath: string, data: object, options: FillOptions): Promise<Buffer>;
  stop(): Promise<void>;
}

export interface CarboneOptions {
  cacheDir: string;
  factories: number;
  timeoutMs: number;
  /** The folder of soffice.bin; without it Carbone only fills templates. */
  programPath?: string;
}

/** What Carbone says when LibreOffice died under a document, or before its death was noticed. */
const LIBRE_OFFICE_FAILED = [
  'Could not convert the document',
  'Could not open document',
  'Could not convert document',
  'Global error',
];
/** Long enough for the death of a process to be noticed; a document that is itself at fault costs these two more. */
const RETRY_AFTER_MS = [100, 1_000];
const TIMED_OUT = Symbol('timed out');
const STOP_TIMEOUT_MS = 5_000;

export async function loadCarbone(options: CarboneOptions): Promise<CarboneEngine> {
  const { cacheDir, factories, timeoutMs, programPath } = options;
  const tempPath = path.join(cacheDir, 'office');
  const renderPath = path.join(cacheDir, 'rendered');
  await mkdir(tempPath, { recursive: true });
  await mkdir(renderPath, { recursive: true });

  const { carbone, converter } = withOfficeProcesses(programPath, () => ({
    carbone: require('carbone') as typeof Carbone,
    converter: require('carbone/lib/converter') as Converter, // the only way to stop it: not in the package's types
  }));
  addLineBreaks(carbone);
  const settings = { tempPath, renderPath, factories, converterFactoryTimeout: timeoutMs };
  carbone.set(settings); // this wakes it again after a stop, too

  const stop = () =>
    Promise.race([new Promise<void>((resolve) => converter.exit(resolve)), after(STOP_TIMEOUT_MS)]).then(
      () => undefined,
    );

  const render = (
    templatePath: string,
    data: object,
    { extension, ...manner }: FillOptions,
    convertTo?: 'pdf',
  ) =>
    new Promise<Buffer>((resolve, reject) => {
      // `extension` is read by Carbone and missing in its types.
      const asked = { ...manner, extension, ...(convertTo && { convertTo }) } as Carbone.RenderOptions;
      carbone.render(templatePath, data, asked, (error, result) =>
        error ? reject(asError(error)) : resolve(Buffer.from(result)),
      );
    });

  async function attempts(templatePath: string, data: object, fillOptions: FillOptions) {
    for (const waitMs of RETRY_AFTER_MS) {
      try {
        return await render(templatePath, data, fillOptions, 'pdf');
      } catch (error) {
        if (!LIBRE_OFFICE_FAILED.includes(asError(error).message)) throw error;
        await after(waitMs);
      }
    }
    return render(templatePath, data, fillOptions, 'pdf');
  }

  async function toPdf(templatePath: string, data: object, fillOptions: FillOptions) {
    const made = await Promise.race([attempts(templatePath, data, fillOptions), after(timeoutMs)]);
    if (made !== TIMED_OUT) return made;
    // A LibreOffice that hangs while starting is not seen by Carbone's own limit.
    await stop();
    carbone.set(settings);
    throw new Error(`LibreOffice made no PDF within ${timeoutMs} ms`);
  }

  return { fill: (file, data, fillOptions) => render(file, data, fillOptions), toPdf, stop };
}

/** Carbone turns line ends into breaks in .odt and .docx only; the flat form of .odt takes the same. */
function addLineBreaks(carbone: typeof Carbone) {
  const breaks: Record<string, string> = {
    odt: '<text:line-break/>',
    fodt: '<text:line-break/>',
    docx: '</w:t><w:br/><w:t>',
  };
  const convCRLF: Carbone.Formatter = function (text: unknown) {
    const lineBreak = breaks[this.extension];
    return typeof text === 'string' && lineBreak ? text.replace(/\r?\n/g, lineBreak) : text;
  };
  carbone.addFormatters({ convCRLF: Object.assign(convCRLF, { canInjectXML: true }) });
}

function after(ms: number): Promise<typeof TIMED_OUT> {
  return new Promise((resolve) => setTimeout(resolve, ms, TIMED_OUT).unref());
}

/** Carbone rejects with plain texts in places. */
function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
