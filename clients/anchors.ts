import { type KeyObject, createPrivateKey, createPublicKey, hkdfSync, sign, verify } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Storage } from './storage';

/** Where the audit chain stood at a moment, signed and kept outside the database. */
export interface Anchor {
  seq: number;
  hash: string;
  at: string;
}

export interface StoredAnchor extends Anchor {
  name: string;
  /** false for one that we did not sign. */
  genuine: boolean;
}

/** The database was restored from a backup: the chain goes on behind this place, and anchors of before that lie further on count no more. */
export interface Restoration extends Anchor {
  name: string;
}

export interface Anchors {
  /** Returns the object's name. */
  write(anchor: Anchor): Promise<string>;
  /** All of them, oldest first. */
  list(): Promise<StoredAnchor[]>;
  /** The newest; undefined where there is none yet. */
  newest(): Promise<StoredAnchor | undefined>;
  writeRestoration(place: Anchor): Promise<string>;
  /** Those that we signed. */
  restorations(): Promise<Restoration[]>;
  /** PEM, for auditors who verify without us. */
  publicKey: string;
}

const PREFIX = 'audit-anchors/';
const RESTORATIONS = 'audit-restorations/';
/** RFC 8410: what precedes the 32 bytes of an Ed25519 private key in PKCS #8. */
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The Ed25519 key follows from the secret that the processes share; the database never sees it. */
function keyFrom(secret: string): KeyObject {
  const seed = Buffer.from(hkdfSync('sha256', secret, '', 'proverka audit anchor', 32));
  return createPrivateKey({ key: Buffer.concat([PKCS8_ED25519, seed]), format: 'der', type: 'pkcs8' });
}

export function createAnchors(storage: Pick<Storage, 'put' | 'get' | 'list'>, secret: string): Anchors {
  const key = keyFrom(secret);
  const publicKey = createPublicKey(key);
  const signed = ({ seq, hash, at }: Anchor): Buffer => Buffer.from(canonicalize({ seq, hash, at }) ?? '');

  const read = async (name: string): Promise<StoredAnchor> => {
    const { signature, ...anchor } = readAnchor(await storage.get(name));
    const genuine = verify(null, signed(anchor), publicKey, Buffer.from(signature, 'base64'));
    return { ...anchor, name, genuine };
  };
  const names = async () => (await storage.list(PREFIX)).sort();

  const signedRestoration = (place: Anchor): Buffer =>
    Buffer.concat([Buffer.from('restoration '), signed(place)]);

  return {
    publicKey: publicKey.export({ format: 'pem', type: 'spki' }).toString(),

    async write(anchor) {
      const name = `${PREFIX}${anchor.at.replaceAll(':', '-')}.json`;
      const signature = sign(null, signed(anchor), key).toString('base64');
      await storage.put(name, Buffer.from(JSON.stringify({ ...anchor, signature })), 'application/json');
      return name;
    },

    list: async () => Promise.all((await names()).map(read)),

    async newest() {
      const name = (await names()).at(-1);
      return name === undefined ? undefined : read(name);
    },

    async writeRestoration(place) {
      const name = `${RESTORATIONS}${place.at.replaceAll(':', '-')}.json`;
      const signature = sign(null, signedRestoration(place), key).toString('base64');
      await storage.put(name, Buffer.from(JSON.stringify({ ...place, signature })), 'application/json');
      return name;
    },

    async restorations() {
      const names = (await storage.list(RESTORATIONS)).sort();
      const found = await Promise.all(
        names.map(async (name) => {
          const { signature, ...place } = readAnchor(await storage.get(name));
          const genuine = verify(null, signedRestoration(place), publicKey, Buffer.from(signature, 'base64'));
          return genuine ? [{ ...place, name }] : [];
        }),
      );
      return found.flat();
    },
  };
}

/** What is no anchor at all reads as one that nobody signed. */
function readAnchor(content: Buffer): Anchor & { signature: string } {
  try {
    const { seq, hash, at, signature } = JSON.parse(content.toString('utf8')) as Record<string, unknown>;
    return { seq: Number(seq), hash: String(hash), at: String(at), signature: String(signature) };
  } catch {
    return { seq: 0, hash: '', at: '', signature: '' };
  }
}
