import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';

interface Reader {
  detect(source: ImageBitmapSource): Promise<{ rawValue: string }[]>;
}
interface ReaderClass {
  new (options: { formats: ['qr_code'] }): Reader;
  getSupportedFormats(): Promise<string[]>;
}

let opening: Promise<Reader> | undefined;

/** The browser's own reader of QR codes, else one in WebAssembly from our server. */
export function openReader(): Promise<Reader> {
  opening ??= open().catch((error: unknown) => {
    opening = undefined;
    throw error;
  });
  return opening;
}

async function open(): Promise<Reader> {
  const native = (globalThis as { BarcodeDetector?: ReaderClass }).BarcodeDetector;
  if (native && (await native.getSupportedFormats()).includes('qr_code'))
    return new native({ formats: ['qr_code'] });
  const { BarcodeDetector, prepareZXingModule } = await import('barcode-detector/ponyfill');
  const locateFile = (path: string, prefix: string) => (path.endsWith('.wasm') ? wasmUrl : prefix + path);
  await prepareZXingModule({ overrides: { locateFile }, fireImmediately: true });
  return new BarcodeDetector({ formats: ['qr_code'] });
}
