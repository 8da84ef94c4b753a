import { Type } from '@sinclair/typebox';

const days = (standard: number) =>
  Type.String({ pattern: '^(off|[1-9][0-9]{0,4})$', default: String(standard) });

/** Days that a thing is kept; `off`: for good. */
export const RETENTION_VARIABLES = {
  RETENTION_REPORTS_DAYS: days(1095),
  RETENTION_FILES_DAYS: days(7),
  RETENTION_OBJECTS_DAYS: days(30),
  RETENTION_NOTICES_DAYS: days(90),
  RETENTION_SESSIONS_DAYS: days(90),
  RETENTION_BITRIX_DAYS: days(30),
};
type Kind = 'reports' | 'files' | 'objects' | 'notices' | 'sessions' | 'bitrix';

/** What is not named is kept for good. */
export type RetentionConfig = Partial<Record<Kind, number>>;

const KINDS: readonly Kind[] = ['reports', 'files', 'objects', 'notices', 'sessions', 'bitrix'];

export function retentionOf(given: Record<keyof typeof RETENTION_VARIABLES, string>): RetentionConfig {
  const kept = KINDS.map(
    (kind) => [kind, given[`RETENTION_${kind.toUpperCase()}_DAYS` as keyof typeof given]] as const,
  );
  return Object.fromEntries(
    kept.flatMap(([kind, value]) => (value === 'off' ? [] : [[kind, Number(value)]])),
  );
}
