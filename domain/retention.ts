/** What grows without end and is needed for a time only. */
export const RETENTION_KINDS = [
  'reports',
  'files',
  'uploads',
  'objects',
  'notices',
  'sessions',
  'idempotency_keys',
  'login_failures',
  'request_counts',
  'telegram_link_tokens',
  'telegram_updates',
  'bitrix_calls',
  'bitrix_events',
  'outbox_claims',
] as const;
export type RetentionKind = (typeof RETENTION_KINDS)[number];

/** Days that a thing is kept; what is not named is kept for good. */
export interface RetentionRules {
  reports?: number;
  /** Files that belong to nothing, and objects that no row names. */
  files?: number;
  objects?: number;
  notices?: number;
  sessions?: number;
  bitrix?: number;
}

const DAY_MS = 24 * 60 * 60_000;
/** Of what its own rules make worthless, not an operator's choice. */
const FIXED_DAYS = {
  uploads: 1,
  idempotency_keys: 1,
  login_failures: 1,
  request_counts: 1,
  telegram_link_tokens: 1,
  telegram_updates: 3,
  outbox_claims: 1,
} as const;

/** What is older may go; undefined where nothing may. */
export function keptSince(kind: RetentionKind, rules: RetentionRules, now: Date): Date | undefined {
  const days = daysOf(kind, rules);
  return days === undefined ? undefined : new Date(now.getTime() - days * DAY_MS);
}

function daysOf(kind: RetentionKind, rules: RetentionRules): number | undefined {
  switch (kind) {
    case 'reports':
    case 'files':
    case 'objects':
    case 'notices':
    case 'sessions':
      return rules[kind];
    case 'bitrix_calls':
    case 'bitrix_events':
      return rules.bitrix;
    default:
      return FIXED_DAYS[kind];
  }
}

/** What a run found of one kind, and removed unless it was a rehearsal. */
export interface Removal {
  kind: RetentionKind;
  count: number;
  /** In S3. */
  bytes: number;
}
