import type { CurrentAnswer } from '../../domain/answer';
import type { CheckStatus } from '../../domain/check';
import type { Connection } from '../connection';
import { prepared } from '../prepared';

export interface AnswerRow extends CurrentAnswer {
  check_id: string;
  question_id: string;
  revision: number;
  seq: number;
  failed: boolean;
  answered_at: Date;
  recorded_at: Date;
  answered_by: string;
  client_id: string | null;
}

/** The answers of one check that count now, by question. */
export type StandingAnswers = Record<string, CurrentAnswer & { revision: number }>;

/** An answer as a check shows it, made JSON by the database: that is cheaper than reading its columns one by one. */
export interface ShownAnswer extends CurrentAnswer {
  question_id: string;
  revision: number;
  failed: boolean;
  /** ISO 8601 */
  answered_at: string;
  author: AnswerAuthor;
}

/** What the caller of an answer was told. */
export interface AnswerReceipt {
  question_id: string;
  revision: number;
  failed: boolean;
  status: CheckStatus;
  progress: { answered: number; required: number; total: number };
}

export interface AnswerAuthor {
  id: string;
  full_name: string;
}

export function createAnswers(connection: Connection) {
  return {
    /** The latest revision of each question's answer, cleared ones included. */
    async current(checkIds: readonly string[]): Promise<(AnswerRow & { author: AnswerAuthor })[]> {
      return prepared(
        connection,
        'answers_current',
        `select distinct on (a.check_id, a.question_id) a.check_id, a.question_id, a.revision, a.seq, a.value, a.na, a.comment,
                a.files, a.failed, a.answered_at, a.recorded_at, a.answered_by, a.client_id,
                json_build_object('id', u.id, 'full_name', u.full_name) as author
           from answers a join users u on u.id = a.answered_by
          where a.check_id = any($1) order by a.check_id, a.question_id, a.revision desc`,
        [[...checkIds]],
      );
    },

    /** As `current`, by check; a check without answers is left out. */
    async shown(checkIds: readonly string[]): Promise<Map<string, ShownAnswer[]>> {
      const found = await prepared<{ check_id: string; answers: ShownAnswer[] }>(
        connection,
        'answers_shown',
        `select a.check_id, json_agg(json_build_object(
                  'question_id', a.question_id, 'revision', a.revision, 'value', a.value, 'na', a.na, 'failed', a.failed,
                  'comment', a.comment, 'files', a.files,
                  'answered_at', to_char(a.answered_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
                  'author', json_build_object('id', u.id, 'full_name', u.full_name))) as answers
           from (select distinct on (check_id, question_id) * from answers
                  where check_id = any($1) order by check_id, question_id, revision desc) a
           join users u on u.id = a.answered_by
          group by a.check_id`,
        [[...checkIds]],
      );
      return new Map(found.map((row) => [row.check_id, row.answers]));
    },

    /** What counts now, by check and question, cleared answers included: enough to judge the next answer. */
    async standing(checkIds: readonly string[]): Promise<Map<string, StandingAnswers>> {
      const found = await prepared<{ check_id: string; answers: StandingAnswers }>(
        connection,
        'answers_standing',
        `select check_id, json_object_agg(question_id, json_build_object(
                  'revision', revision, 'value', value, 'na', na, 'comment', comment, 'files', files)) as answers
           from (select distinct on (check_id, question_id) check_id, question_id, revision, value, na, comment, files
                   from answers where check_id = any($1) order by check_id, question_id, revision desc) a
          group by check_id`,
        [[...checkIds]],
      );
      return new Map(found.map((row) => [row.check_id, row.answers]));
    },

    async revisions(checkId: string, questionId: string): Promise<(AnswerRow & { author: AnswerAuthor })[]> {
      const { rows } = await connection.raw(
        `select a.*, json_build_object('id', u.id, 'full_name', u.full_name) as author
           from answers a join users u on u.id = a.answered_by
          where a.check_id = ? and a.question_id = ? order by a.revision`,
        [checkId, questionId],
      );
      return rows;
    },

    /** Since when an answer that fails now has failed without a break: when the first revision after the last that passed was recorded. */
    async failingSince(checkId: string, questionId: string): Promise<Date | null> {
      const { rows } = await connection.raw(
        `select coalesce(min(recorded_at) filter (where revision > passed), max(recorded_at)) as since
           from (select revision, recorded_at,
                        coalesce(max(revision) filter (where not failed) over (), 0) as passed
                   from answers where check_id = ? and question_id = ?) a`,
        [checkId, questionId],
      );
      return (rows as { since: Date | null }[])[0]?.since ?? null;
    },

    /** Receipts of answers already known by (check, client_id). */
    async receipts(
      known: readonly { check_id: string; client_id: string }[],
    ): Promise<{ check_id: string; client_id: string; answered_by: string; receipt: AnswerReceipt }[]> {
      if (known.length === 0) return [];
      return prepared(
        connection,
        'answers_receipts',
        `select a.check_id, a.client_id, a.answered_by, a.receipt
           from jsonb_to_recordset($1::jsonb) as k(check_id uuid, client_id text)
           join answers a on a.check_id = k.check_id and a.client_id = k.client_id`,
        [JSON.stringify(known)],
      );
    },

    async insert(answers: readonly (AnswerRow & { receipt: AnswerReceipt | null })[]): Promise<void> {
      if (answers.length === 0) return;
      await prepared(
        connection,
        'answers_insert',
        `insert into answers (check_id, question_id, revision, seq, value, na, comment, files, failed, answered_at, recorded_at,
                              answered_by, client_id, receipt)
         select check_id, question_id, revision, seq, nullif(value, 'null'), na, comment,
                array(select jsonb_array_elements_text(files)::uuid), failed, answered_at, recorded_at, answered_by, client_id,
                nullif(receipt, 'null')
           from jsonb_to_recordset($1::jsonb) as n(check_id uuid, question_id text, revision int, seq bigint, value jsonb, na boolean,
                comment text, files jsonb, failed boolean, answered_at timestamptz, recorded_at timestamptz, answered_by uuid,
                client_id text, receipt jsonb)`,
        [JSON.stringify(answers)],
      );
    },
  };
}
