import type { Locale } from '../domain/actor';
import type { DomainError, ErrorCode } from '../domain/errors';
import { errorWords, faultMessage } from '../locales/problemWords';

export const STATUS_OF = {
  'request.invalid': 400,
  'request.too_large': 413,
  'request.media_type': 415,
  'request.not_found': 404,
  'request.method_not_allowed': 405,
  'request.precondition_required': 428,
  'request.precondition_failed': 412,
  'auth.bad_credentials': 401,
  'auth.too_many_attempts': 429,
  'auth.token_missing': 401,
  'auth.token_invalid': 401,
  'auth.token_expired': 401,
  'auth.session_ended': 401,
  'auth.refresh_invalid': 401,
  'auth.weak_password': 422,
  'access.denied': 403,
  'user.not_found': 404,
  'user.inactive': 422,
  'user.username_taken': 409,
  'area.not_found': 404,
  'template.not_found': 404,
  'template.invalid': 422,
  'template.name_taken': 409,
  'template.archived': 409,
  'template.import_unreadable': 422,
  'report_template.unreadable': 422,
  'report_template.not_found': 404,
  'check.not_found': 404,
  'check.invalid': 422,
  'check.not_executor': 403,
  'check.own_review': 403,
  'check.not_reviewer': 403,
  'check.decline_not_allowed': 403,
  'check.not_started': 409,
  'check.not_submitted': 409,
  'check.submitted': 409,
  'check.closed': 409,
  'check.incomplete': 409,
  'check.due_in_past': 422,
  'check.executor_unfit': 422,
  'answer.invalid': 422,
  'answer.changed': 409,
  'file.not_found': 404,
  'file.unreadable': 422,
  'file.not_uploaded': 409,
  'file.too_large': 413,
  'file.attached': 409,
  'report.not_found': 404,
  'report.check_open': 409,
  'report.not_ready': 409,
  'notice.not_found': 404,
  'user.invalid': 422,
  'user.beyond_own_rights': 403,
  'user.own_password': 403,
  'user.last_administrator': 409,
  'session.not_found': 404,
  'role.not_found': 404,
  'role.name_taken': 409,
  'role.beyond_own_rights': 403,
  'role.protected': 409,
  'area.invalid': 422,
  'area.name_taken': 409,
  'calendar.not_found': 404,
  'calendar.invalid': 422,
  'calendar.name_taken': 409,
  'calendar.used_elsewhere': 403,
  'export.too_many_rows': 422,
  'schedule.not_found': 404,
  'schedule.invalid': 422,
  'schedule.name_taken': 409,
  'action.not_found': 404,
  'action.invalid': 422,
  'action.not_owner': 403,
  'action.own_work': 403,
  'action.not_startable': 409,
  'action.not_done': 409,
  'action.done': 409,
  'action.closed': 409,
  'action.evidence_required': 409,
  'action.owner_unfit': 422,
  'action.due_in_past': 422,
  'action.not_external': 409,
  'request.url_too_long': 414,
  'request.rate_limited': 429,
  'live.too_many_streams': 429,
  'idempotency.mismatch': 422,
  'idempotency.in_progress': 409,
  'query.invalid': 400,
  'query.too_deep': 400,
  'query.too_many_aliases': 400,
  'query.too_costly': 400,
  'query.timed_out': 503,
  'telegram.off': 404,
  'telegram.token_invalid': 422,
  'telegram.account_taken': 409,
  'bitrix.off': 404,
  'bitrix.bad_event': 400,
  'bitrix.bad_mapping': 422,
  'service.unavailable': 503,
  internal: 500,
} as const satisfies Record<ErrorCode, number>;

/** RFC 9457. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  request_id: string;
  errors?: { path: string; code: string; message: string }[];
  [extra: string]: unknown;
}

/** `error.details.extra` comes first, so that it can never take the place of a member of the format. */
export function problemOf(error: DomainError, locale: Locale, requestId: string): Problem {
  const { details } = error;
  const words = errorWords(locale, error.code, { count: details.faults?.length ?? 0, ...details.params });
  const [fault] = details.faults ?? [];
  const only = fault && isOnlyFault(error) ? fault : undefined;
  const code = only?.code ?? error.code;
  return {
    ...details.extra,
    type: `urn:proverka:problem:${code}`,
    title: words.title,
    status: STATUS_OF[error.code],
    detail: only ? faultMessage(locale, only) : words.detail,
    code,
    request_id: requestId,
    ...(details.faults && {
      errors: details.faults.map((fault) => ({
        path: fault.path,
        code: fault.code,
        message: faultMessage(locale, fault),
      })),
    }),
  };
}

const REFUSED_BY_A_RULE: readonly ErrorCode[] = [
  'answer.invalid',
  'check.invalid',
  'template.invalid',
  'user.invalid',
  'area.invalid',
  'calendar.invalid',
  'schedule.invalid',
  'action.invalid',
];

/** Where one rule alone refuses, the problem is that rule's: `answer.wrong_type` rather than `answer.invalid`. */
function isOnlyFault({ code, details: { faults = [] } }: DomainError): boolean {
  const codes = new Set(faults.map((fault) => fault.code));
  return REFUSED_BY_A_RULE.includes(code) && codes.size === 1;
}

/** Seconds after which a 429 or 503 may be tried again; `details.params.retry_after` where the refusal knows better. */
export function retryAfterSeconds(error: DomainError): number | undefined {
  const status: number = STATUS_OF[error.code];
  if (status !== 429 && status !== 503) return undefined;
  const told = Number(error.details.params?.retry_after);
  return told > 0 ? Math.ceil(told) : status === 429 ? 60 : 5;
}
