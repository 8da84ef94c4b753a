import path from 'node:path';

interface SubprocessConverter {
  convert(
    input: Buffer,
    options: { outputFormat: 'pdf'; inputFormat: string },
    filename: string,
  ): Promise<{ data: Uint8Array }>;
  destroy(): Promise<void>;
}

interface ServerModule {
  createSubprocessConverter(options: {
    wasmPath: string;
    workerPath: string;
    includeSystemFonts: boolean;
    convertTimeout: number;
    initTimeout: number;
  }): Promise<SubprocessConverter>;
}

export interface WasmConverter {
  toPdf(document: Buffer, extension: string): Promise<Buffer>;
  stop(): Promise<void>;
}

const WARM_UP_TIMEOUT_MS = 180_000;

/** LibreOffice as WebAssembly in a process of its own, from the npm package found at `modulePath`. */
export function createWasmConverter(modulePath: string, timeoutMs: number): WasmConverter {
  let converter: Promise<SubprocessConverter> | undefined;

  const started = () => {
    converter ??= (
      require(path.join(modulePath, 'dist', 'server.cjs')) as ServerModule
    ).createSubprocessConverter({
      wasmPath: path.join(modulePath, 'wasm'),
      workerPath: path.join(modulePath, 'dist', 'subprocess.worker.cjs'),
      includeSystemFonts: true,
      convertTimeout: timeoutMs,
      initTimeout: WARM_UP_TIMEOUT_MS,
    });
    return converter;
  };

  async function stop() {
    const running = converter;
    converter = undefined;
    await running?.then((one) => one.destroy()).catch(() => undefined);
  }

  return {
    async toPdf(document, extension) {
      try {
        const inputFormat = extension === 'fodt' ? 'odt' : extension; // told by content; the flat form has no name there
        const { data } = await (await started()).convert(
          document,
          { outputFormat: 'pdf', inputFormat },
          `report.${extension}`,
        );
        return Buffer.from(data);
      } catch (error) {
        await stop(); // the next document starts a fresh one
        throw error;
      }
    },
    stop,
  };
}
