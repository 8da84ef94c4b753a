/**
 * limited: too much at once; `retryAfterMs` says when to try again.
 * transient: Bitrix24 cannot be reached or is out of order; what was asked for may have been done all the same.
 * permanent: refused for what was asked or for our rights; a repeat would be refused too.
 * gone: there is no such task, or none that we may see.
 */
export type BitrixFaultKind = 'limited' | 'transient' | 'permanent' | 'gone';

/** Carries no address and no secret. */
export class BitrixFault extends Error {
  constructor(
    readonly kind: BitrixFaultKind,
    /** As Bitrix24 names it, or `network`, `timeout`, `redirect`, `unreadable`. */
    readonly code: string,
    message: string,
    readonly httpStatus: number | null = null,
    readonly retryAfterMs?: number,
  ) {
    super(message);
    this.name = 'BitrixFault';
  }

  get canPass(): boolean {
    return this.kind === 'limited' || this.kind === 'transient';
  }
}

const V3 = /^BITRIX_REST_V3_EXCEPTION_/;
/** The bucket leaks 2 a second: so long after a refusal there is room for some calls again. */
const QUERY_LIMIT_MS = 5_000;
/** Running time is counted over ten minutes. */
const OPERATION_LIMIT_MS = 60_000;
const TRANSIENT = new Set(['INTERNAL_SERVER_ERROR', 'ERROR_UNEXPECTED_ANSWER']);

interface Told {
  code: string;
  message: string;
}

/** What an answer other than 200 means; undefined where it holds no error. */
export function faultOfReply(
  httpStatus: number,
  body: unknown,
  retryAfter: string | null,
): BitrixFault | undefined {
  const told = toldBy(body);
  if (httpStatus === 200 && !told) return undefined;
  const { code, message } = told ?? { code: `HTTP_${httpStatus}`, message: `HTTP ${httpStatus}` };
  const hintMs = retryAfter !== null && /^\d{1,5}$/.test(retryAfter) ? Number(retryAfter) * 1000 : undefined;
  const fault = (kind: BitrixFaultKind, retryAfterMs?: number): BitrixFault =>
    new BitrixFault(kind, code, wordsOf(code, message), httpStatus, retryAfterMs);
  if (code === 'QUERY_LIMIT_EXCEEDED') return fault('limited', hintMs ?? QUERY_LIMIT_MS);
  if (code === 'OPERATION_TIME_LIMIT' || httpStatus === 429)
    return fault('limited', hintMs ?? resetMs(body) ?? OPERATION_LIMIT_MS);
  if (code === 'PORTAL_DELETED') return fault('permanent');
  if (httpStatus >= 500 || TRANSIENT.has(code)) return fault('transient', hintMs);
  if (httpStatus >= 300 && httpStatus < 400) return fault('permanent');
  if (code === 'BITRIX_REST_V3_EXCEPTION_ENTITYNOTFOUNDEXCEPTION') return fault('gone');
  return fault('permanent');
}

function toldBy(body: unknown): Told | undefined {
  if (typeof body !== 'object' || body === null || !('error' in body)) return undefined;
  const { error, error_description } = body as { error: unknown; error_description?: unknown };
  if (typeof error === 'object' && error !== null) {
    const { code, message } = error as { code?: unknown; message?: unknown };
    return { code: String(code), message: String(message ?? '') };
  }
  return { code: String(error), message: String(error_description ?? '') };
}

/** Descriptions hold HTML, and are told to people. */
function wordsOf(code: string, message: string): string {
  const plain = message
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const name = code.replace(V3, '');
  return (plain === '' ? name : `${plain} (${name})`).slice(0, 500);
}

function resetMs(body: unknown): number | undefined {
  const at = Number((body as { time?: { operating_reset_at?: unknown } }).time?.operating_reset_at);
  if (!Number.isFinite(at) || at <= 0) return undefined;
  return Math.min(Math.max(at * 1000 - Date.now(), 1_000), 10 * 60_000);
}
