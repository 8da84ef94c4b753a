import { randomBytes } from 'node:crypto';
import { type Algorithm, hash, verify } from '@node-rs/argon2';

/** OWASP's recommendation for argon2id. The enum is `const` in the types alone, hence its value. */
const ARGON2ID: Algorithm.Argon2id = 2;
const OPTIONS = { algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** «й» may come as one character or as two, depending on the device. */
const normal = (password: string): string => password.normalize('NFC');

export function hashPassword(password: string): Promise<string> {
  return hash(normal(password), OPTIONS);
}

/** Stands in where there is no such user: made with the same options, so that refusing takes as long. */
const nobodysHash = hashPassword(randomBytes(32).toString('base64url'));

/** Takes the same time whether there is a hash or not. What is no argon2 hash fits no password. */
export async function isPassword(password: string, passwordHash: string | undefined): Promise<boolean> {
  const hasHash = passwordHash?.startsWith('$argon2') ?? false;
  const isSame = await verify(hasHash ? (passwordHash as string) : await nobodysHash, normal(password));
  return isSame && hasHash;
}

/** 120 bits in 20 letters that can be typed. */
export function generatePassword(): string {
  return randomBytes(15).toString('base64url');
}
