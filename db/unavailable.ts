import { DomainError } from '../domain/errors';

/** SQLSTATE classes and codes of a server that is away, going down, coming up or full. */
const SQLSTATES = /^(08...|57P0[123]|53300)$/;
const SOCKETS = /^(ECONN\w+|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;
/** The driver's own words carry no code. */
const WORDS =
  /Connection terminated|connection error and is not queryable|timeout exceeded when trying|Timeout acquiring/i;

/**
 * What a lost database throws becomes DomainError `service.unavailable`, with its cause. Whether a statement or COMMIT
 * that was under way took effect is then not known.
 */
export function unavailableOr(error: unknown): unknown {
  const { code, message } = error as { code?: string; message?: string };
  const isAway =
    (code !== undefined && (SQLSTATES.test(code) || SOCKETS.test(code))) || WORDS.test(message ?? '');
  if (!isAway) return error;
  const refusal = new DomainError('service.unavailable', { params: { retry_after: 5 } });
  refusal.cause = error;
  return refusal;
}
