import { createWriteStream } from 'node:fs';
import { chmod, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { runCommand, surroundings } from './command';
import type { ProgramPlaces, Source } from './program';

const answerTimeoutMs = 8_000;
const archiveTimeoutMs = 5 * 60_000;

interface Archive {
  archiveUrl: string;
  fileToExtract: string;
}

/**
 * Temporal's own download service, as its SDKs use it. `artifact` and `version` are its words; `default` is
 * the version that fits the SDK.
 */
export function temporalDownload(
  name: string,
  artifact: string,
  version: string,
  service = 'https://temporal.download',
): Source {
  return {
    name: `download from ${service}`,
    async get(folder, places) {
      const answer = await ask(`${service}/${artifact}/${version}?${parameters()}`, answerTimeoutMs, places);
      const { archiveUrl, fileToExtract } = (await answer.json()) as Archive;
      const archive = join(folder, 'archive.tar.gz');
      const { body } = await ask(archiveUrl, archiveTimeoutMs, places);
      // lib.dom's and Node's streams are the same object with two type declarations.
      await pipeline(Readable.fromWeb(body as ReadableStream), createWriteStream(archive));
      await runCommand('tar', ['-xzf', archive, '-C', folder], {
        ...surroundings(places),
        timeoutMs: 60_000,
      });
      await keepOnly(folder, fileToExtract, name);
    },
  };
}

function parameters(): URLSearchParams {
  return new URLSearchParams({
    platform: process.platform === 'win32' ? 'windows' : process.platform,
    arch: process.arch === 'x64' ? 'amd64' : process.arch,
    format: 'tar.gz',
    'sdk-name': 'sdk-typescript',
    'sdk-version': '1.24.0',
  });
}

async function ask(url: string, timeoutMs: number, { signal }: ProgramPlaces): Promise<Response> {
  const timeout = AbortSignal.timeout(timeoutMs);
  let response: Response;
  try {
    response = await fetch(url, { signal: signal ? AbortSignal.any([timeout, signal]) : timeout });
  } catch (error) {
    const { message, cause } = error as Error & { cause?: { code?: string; message?: string } };
    throw new Error(`not reachable (${cause?.code ?? cause?.message ?? message})`);
  }
  if (!response.ok) throw new Error(`it answered ${response.status}`);
  return response;
}

async function keepOnly(folder: string, file: string, name: string): Promise<void> {
  const kept = '.program';
  await rename(join(folder, file), join(folder, kept));
  for (const entry of await readdir(folder)) {
    if (entry !== kept) await rm(join(folder, entry), { recursive: true });
  }
  await rename(join(folder, kept), join(folder, name));
  await chmod(join(folder, name), 0o755);
}
