import { inflateRawSync } from 'node:zlib';

export interface ZipEntry {
  name: string;
  read(): Buffer;
}

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const STORED = 0;
const DEFLATED = 8;

/**
 * The files of a zip held in memory, each within what its directory declares. Throws on a broken or encrypted one,
 * on more than `maxEntries`, and on more than `maxBytes` unpacked in all (a zip bomb).
 */
export function zipEntries(zip: Buffer, maxEntries: number, maxBytes: number): ZipEntry[] {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0 || end + END_BYTES > zip.length || zip.readUInt32LE(end) !== END) throw new Error('not a zip');
  const count = zip.readUInt16LE(end + 10);
  if (count > maxEntries) throw new Error('too many entries');
  const entries: ZipEntry[] = [];
  let total = 0;
  let at = zip.readUInt32LE(end + 16);
  for (let n = 0; n < count; n += 1) {
    if (zip.readUInt32LE(at) !== CENTRAL) throw new Error('broken directory');
    const isEncrypted = (zip.readUInt16LE(at + 8) & 1) === 1;
    const method = zip.readUInt16LE(at + 10);
    const packed = zip.readUInt32LE(at + 20);
    const unpacked = zip.readUInt32LE(at + 24);
    const nameBytes = zip.readUInt16LE(at + 28);
    const local = zip.readUInt32LE(at + 42);
    if (isEncrypted || (method !== STORED && method !== DEFLATED)) throw new Error('unreadable entry');
    total += unpacked;
    if (total > maxBytes) throw new Error('too large unpacked');
    const name = zip.toString('utf8', at + 46, at + 46 + nameBytes);
    entries.push({ name, read: () => content(zip, { local, method, packed, unpacked }) });
    at += 46 + nameBytes + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return entries;
}

function content(
  zip: Buffer,
  entry: { local: number; method: number; packed: number; unpacked: number },
): Buffer {
  const { local, method, packed, unpacked } = entry;
  if (zip.readUInt32LE(local) !== LOCAL) throw new Error('broken entry');
  const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  const bytes = zip.subarray(start, start + packed);
  const read = method === STORED ? bytes : inflateRawSync(bytes, { maxOutputLength: Math.max(unpacked, 1) });
  if (read.length !== unpacked) throw new Error('an entry is not of its declared size');
  return read;
}
