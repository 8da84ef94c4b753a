import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createDocuments, type DocumentsOptions } from '../../clients/documents';
import { findLibreOffice } from '../../runtime/programs/libreOffice';

/** The real LibreOffice, in a folder that `stop` removes. */
export function someDocuments(changes: Partial<DocumentsOptions> = {}) {
  const cacheDir = mkdtempSync(path.join(tmpdir(), 'proverka-documents-'));
  const libreOffice = findLibreOffice({ cacheDir, env: process.env });
  if (libreOffice?.kind !== 'native') {
    throw new Error(
      'These tests need LibreOffice: apt-get install libreoffice-writer-nogui python3-uno fonts-liberation',
    );
  }
  // Carbone measures the processor aloud wherever it finds a test runner.
  jest.spyOn(console, 'log').mockImplementation(() => undefined);
  const documents = createDocuments({ libreOffice, cacheDir, ...changes });
  return {
    documents,
    cacheDir,
    async stop() {
      await documents.stop();
      rmSync(cacheDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function poppler(tool: string, pdf: Buffer, before: string[], after: string[] = []): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'proverka-pdf-'));
  try {
    const file = path.join(folder, 'report.pdf');
    writeFileSync(file, pdf);
    return execFileSync(tool, [...before, file, ...after], { encoding: 'utf8', maxBuffer: 1 << 26 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      throw new Error('These tests need poppler: apt-get install poppler-utils');
    }
    throw error;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export const textOf = (pdf: Buffer) =>
  poppler('pdftotext', pdf, ['-layout'], ['-']).replaceAll('\u00a0', ' ');

/** A page's text runs on, so that what breaks over lines is found. */
export const wordsOf = (pdf: Buffer) => poppler('pdftotext', pdf, ['-raw'], ['-']).replace(/\s+/g, ' ');

/** Words that lie over each other, as where a page break goes through what should have moved on. */
export function coveredWords(pdf: Buffer): string[] {
  const word = /<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</g;
  return poppler('pdftotext', pdf, ['-bbox'], ['-'])
    .split('<page')
    .flatMap((page) => {
      const words = [...page.matchAll(word)].map(([, left, top, right, bottom, text = '']) => ({
        ...{ left: Number(left), top: Number(top), right: Number(right), bottom: Number(bottom), text },
      }));
      return words.filter((one, at) => words.slice(at + 1).some((other) => isOver(one, other)));
    })
    .map(({ text }) => text);
}

type Box = Record<'left' | 'top' | 'right' | 'bottom', number>;
const isOver = (one: Box, other: Box): boolean =>
  Math.min(one.right, other.right) - Math.max(one.left, other.left) > 2 &&
  Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 5;

export const pagesOf = (pdf: Buffer) => Number(/Pages:\s+(\d+)/.exec(poppler('pdfinfo', pdf, []))?.[1]);

/** Width and height in pixels of each picture. */
export function picturesOf(pdf: Buffer): { width: number; height: number; ratio: number }[] {
  const rows = poppler('pdfimages', pdf, ['-list']).trim().split('\n').slice(2);
  return rows.map((row) => {
    const [, , , width, height, , , , , , , , xPpi, yPpi] = row.trim().split(/\s+/);
    return { width: Number(width), height: Number(height), ratio: Number(xPpi) / Number(yPpi) };
  });
}
