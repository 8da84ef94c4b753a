import { createGzip } from 'node:zlib';
import { Readable, pipeline } from 'node:stream';
import type { ListedObject, ObjectStreams } from '../../clients/objectStreams';
import type { NamedFile } from '../../db/backupSnapshot';

/** A line of the list: `damaged` has another size than its row says. */
export interface FileLine extends NamedFile {
  state: 'present' | 'missing' | 'damaged';
}

export interface FileCounts {
  listed: number;
  /** Not there, or of another size. */
  missing: number;
}

/**
 * What the rows name beside what the bucket holds, both read in the order of their names, so that neither is held in
 * memory. Where S3 lists in another order, each file that the list has not shown is asked for by its name.
 */
export async function* fileLines(
  named: AsyncIterable<NamedFile>,
  files: Pick<ObjectStreams, 'list' | 'sizeOf'>,
): AsyncGenerator<FileLine> {
  const objects = files.list('')[Symbol.asyncIterator]();
  let object = await nextOf(objects);
  try {
    for await (const file of named) {
      while (object && isBefore(object.key, file.key)) object = await nextOf(objects);
      const sizeBytes = object?.key === file.key ? object.sizeBytes : await files.sizeOf(file.key);
      yield { ...file, state: stateOf(file, sizeBytes) };
    }
  } finally {
    await objects.return?.(undefined);
  }
}

function stateOf({ size_bytes }: NamedFile, found: number | undefined): FileLine['state'] {
  if (found === undefined) return 'missing';
  return size_bytes === null || size_bytes === found ? 'present' : 'damaged';
}

/** The lines as they are stored; `counts` is filled as they pass. */
export function packed(
  lines: AsyncIterable<FileLine>,
  counts: FileCounts,
  onLine: (counts: FileCounts) => void,
): AsyncIterable<Buffer> {
  async function* texts(): AsyncGenerator<string> {
    for await (const line of lines) {
      counts.listed += 1;
      if (line.state !== 'present') counts.missing += 1;
      onLine(counts);
      yield `${JSON.stringify(line)}\n`;
    }
  }
  // What fails in the middle destroys the end, and is thrown to whoever reads it.
  return pipeline(Readable.from(texts()), createGzip(), () => undefined) as AsyncIterable<Buffer>;
}

const isBefore = (a: string, b: string): boolean => Buffer.compare(Buffer.from(a), Buffer.from(b)) < 0;

async function nextOf(objects: AsyncIterator<ListedObject>): Promise<ListedObject | undefined> {
  const { value, done } = await objects.next();
  return done ? undefined : (value as ListedObject);
}
