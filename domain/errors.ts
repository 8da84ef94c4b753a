/** Every refusal that the product can give; wire names, never renamed. */
export const ERROR_CODES = [
  'request.invalid',
  'request.too_large',
  'request.media_type',
  'request.not_found',
  'request.method_not_allowed',
  'request.precondition_required',
  'request.precondition_failed',
  'auth.bad_credentials',
  'auth.too_many_attempts',
  'auth.token_missing',
  'auth.token_invalid',
  'auth.token_expired',
  'auth.session_ended',
  'auth.refresh_invalid',
  'auth.weak_password',
  'access.denied',
  'user.not_found',
  'user.inactive',
  'user.username_taken',
  'area.not_found',
  'template.not_found',
  'template.invalid',
  'template.name_taken',
  'template.archived',
  'template.import_unreadable',
  'report_template.unreadable',
  'report_template.not_found',
  'check.not_found',
  'check.invalid',
  'check.not_executor',
  'check.own_review',
  'check.not_reviewer',
  'check.decline_not_allowed',
  'check.not_started',
  'check.not_submitted',
  'check.submitted',
  'check.closed',
  'check.incomplete',
  'check.due_in_past',
  'check.executor_unfit',
  'answer.invalid',
  'file.not_found',
  'file.unreadable',
  'file.not_uploaded',
  'file.too_large',
  'file.attached',
  'report.not_found',
  'report.check_open',
  'report.not_ready',
  'notice.not_found',
  'service.unavailable',
  'internal',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** Faults of single fields, listed in `errors` of a problem. Their words are in locales/, under `fault.<code>`. */
export const FAULT_CODES = [
  'field.unknown',
  'field.missing',
  'field.wrong_type',
  'field.out_of_range',
  'field.bad_format',
  'field.bad_text',
  'field.not_allowed',
  'field.too_long',
  'template.duplicate_id',
  'template.bad_rule',
  'template.unknown_question',
  'template.rule_cycle',
  'template.bad_duration',
  'template.bad_range',
  'template.no_questions',
  'template.no_options',
  'template.duplicate_option',
  'template.unknown_target',
  'template.unknown_role',
  'template.unknown_file',
  'template.bad_field',
  'answer.unknown_question',
  'answer.not_answerable',
  'answer.wrong_type',
  'answer.unknown_option',
  'answer.duplicate_option',
  'answer.too_few',
  'answer.too_many',
  'answer.too_many_decimals',
  'answer.impossible',
  'answer.too_long',
  'answer.bad_format',
  'answer.too_early',
  'answer.too_late',
  'answer.na_not_allowed',
  'answer.unknown_file',
  'answer.from_the_future',
  'answer.missing',
  'answer.comment_required',
  'answer.photo_required',
  'check.unknown_template',
  'check.unknown_executor',
  'check.unknown_area',
  'file.unknown_type',
  'file.heic',
  'file.other_type',
  'file.damaged',
  'file.too_many_pixels',
  'import.sheet_missing',
  'import.column_missing',
  'import.cell_missing',
  'import.unsupported',
  'import.unknown_list',
  'import.unbalanced_group',
  'import.too_large',
] as const;

export type FaultCode = (typeof FAULT_CODES)[number];

/** One fault of an input. `path` is a JSON Pointer into the body, or `?name` for a query parameter. */
export interface Fault {
  path: string;
  code: FaultCode;
  /** Values for the message's placeholders. */
  params?: Record<string, string | number>;
}

export interface ErrorDetails {
  faults?: Fault[];
  /** Values for the placeholders of the error's own words. */
  params?: Record<string, string | number>;
  /** Further members of the problem document, for example the id of the template to PUT. */
  extra?: Record<string, unknown>;
}

export class DomainError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly details: ErrorDetails = {},
  ) {
    super(code);
    this.name = 'DomainError';
  }
}
