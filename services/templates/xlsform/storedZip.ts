export interface ZipPart {
  name: string;
  content: Buffer;
}

const LOCAL_BYTES = 30;
const CENTRAL_BYTES = 46;
const END_BYTES = 22;
/** Names are UTF-8. */
const FLAGS = 0x0800;

/** A zip without compression; its check sums are left out, since its reader does not look at them. */
export function storedZip(parts: readonly ZipPart[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content } of parts) {
    const nameBytes = Buffer.from(name, 'utf8');
    const local = Buffer.alloc(LOCAL_BYTES);
    local.write('PK\x03\x04', 'latin1');
    local.writeUInt16LE(FLAGS, 6);
    local.writeUInt32LE(content.length, 18);
    local.writeUInt32LE(content.length, 22);
    local.writeUInt16LE(nameBytes.length, 26);
    const central = Buffer.alloc(CENTRAL_BYTES);
    central.write('PK\x01\x02', 'latin1');
    central.writeUInt16LE(FLAGS, 8);
    central.writeUInt32LE(content.length, 20);
    central.writeUInt32LE(content.length, 24);
    central.writeUInt16LE(nameBytes.length, 28);
    central.writeUInt32LE(offset, 42);
    files.push(local, nameBytes, content);
    directory.push(central, nameBytes);
    offset += LOCAL_BYTES + nameBytes.length + content.length;
  }
  const end = Buffer.alloc(END_BYTES);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, ...directory, end]);
}
