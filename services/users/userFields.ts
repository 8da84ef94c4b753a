import type { Locale } from '../../domain/actor';

/** What a caller may set of a user. */
export interface UserFields {
  username: string;
  full_name: string;
  email: string | null;
  role_id: string;
  area_id: string | null;
  supervisor_id: string | null;
  locale: Locale;
  active: boolean;
}

export type UserPatchInput = Partial<UserFields & { password: string }>;

const PERSONAL = ['username', 'full_name', 'email'];

/** The audit log tells that a name or an address has changed, and keeps neither. */
export function withoutPersonal(fields: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [
      field,
      PERSONAL.includes(field) && value !== null ? '[redacted]' : value,
    ]),
  );
}
