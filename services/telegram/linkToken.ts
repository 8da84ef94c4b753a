import { createHash, randomBytes } from 'node:crypto';

/** Telegram takes 64 of `A-Za-z0-9_-` in a link; these are 192 bits in 32. */
const BYTES = 24;
const TOKEN = /^[A-Za-z0-9_-]{32}$/;

export const newToken = (): string => randomBytes(BYTES).toString('base64url');

export const looksLikeToken = (text: string): boolean => TOKEN.test(text.trim());

export const tokenHash = (token: string): Buffer => createHash('sha256').update(token.trim()).digest();
