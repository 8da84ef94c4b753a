import { rulesToCondition } from '@casl/ability/extra';
import type { MongoAbility, RawRuleOf } from '@casl/ability';
import type { Knex } from 'knex';

/** How a field of a policy's condition is asked in SQL: a plain column, or an array that is to contain the value. */
export interface ScopeFields {
  [field: string]: { column: string } | { array: string };
}

interface Condition {
  sql: string;
  bindings: unknown[];
}

const join = (parts: Condition[], word: 'and' | 'or'): Condition => ({
  sql: parts.map((part) => `(${part.sql})`).join(` ${word} `),
  bindings: parts.flatMap((part) => part.bindings),
});

function toCondition(rule: RawRuleOf<MongoAbility>, fields: ScopeFields): Condition {
  const terms = Object.entries((rule.conditions ?? {}) as Record<string, unknown>).map(
    ([name, value]): Condition => {
      const field = fields[name];
      if (!field || (typeof value === 'object' && value !== null)) {
        throw new Error(`A policy asks ${name} in a way that has no SQL: ${JSON.stringify(value)}`);
      }
      return 'array' in field
        ? { sql: `${field.array} @> array[?]::uuid[]`, bindings: [value] }
        : { sql: `${field.column} = ?`, bindings: [value] };
    },
  );
  const all = terms.length > 0 ? join(terms, 'and') : { sql: 'true', bindings: [] };
  return rule.inverted ? { sql: `not (${all.sql})`, bindings: all.bindings } : all;
}

/** The caller's rules for one act as WHERE: rows that the in-memory ability would refuse never leave the database. */
export function scopeOf(
  ability: MongoAbility,
  act: string,
  subject: string,
  fields: ScopeFields,
): (query: Knex.QueryBuilder) => void {
  const condition = rulesToCondition<MongoAbility, Condition, Condition>(
    ability.rulesFor(act, subject) as never,
    (rule) => toCondition(rule as never, fields),
    {
      and: (parts) => join(parts, 'and'),
      or: (parts) => join(parts, 'or'),
      empty: () => ({ sql: 'true', bindings: [] }),
    },
  );
  const { sql, bindings } = condition ?? { sql: 'false', bindings: [] };
  return (query) => void query.whereRaw(sql, bindings as Knex.RawBinding[]);
}

/** Of `checks c` with `areas a`. */
export const CHECK_SCOPE: ScopeFields = {
  executor_id: { column: 'c.executor_id' },
  former_answerer_ids: { array: 'c.former_answerer_ids' },
  reviewer_ids: { array: 'c.reviewer_ids' },
  area_path: { array: 'a.path' },
};

/** Of `reports` with their `checks c` and `areas a`. */
export const REPORT_SCOPE: ScopeFields = {
  requested_by: { column: 'reports.requested_by' },
  area_path: { array: 'a.path' },
};

/** Of `users` with their `areas a`. */
export const USER_SCOPE: ScopeFields = {
  id: { column: 'users.id' },
  area_path: { array: 'a.path' },
};

/** Of `checks c` with `areas a`, for counting. */
export const ANALYTICS_SCOPE: ScopeFields = {
  area_path: { array: 'a.path' },
};

/** Of `schedules s` with the `areas a` of their plans. */
export const SCHEDULE_SCOPE: ScopeFields = {
  area_path: { array: 'a.path' },
};

/** Of `actions x` with their `checks c` and `areas a`. */
export const ACTION_SCOPE: ScopeFields = {
  owner_id: { column: 'x.owner_id' },
  done_by: { column: 'x.done_by' },
  check_executor_id: { column: 'c.executor_id' },
  area_path: { array: 'a.path' },
};

/** Of `audit_log` with their `areas a`. */
export const AUDIT_SCOPE: ScopeFields = {
  area_path: { array: 'a.path' },
};
