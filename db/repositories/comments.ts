import type { Connection } from '../connection';

export interface CommentRow {
  id: string;
  check_id: string;
  question_id: string | null;
  seq: number;
  text: string;
  files: string[];
  author_id: string;
  created_at: Date;
}

export type AuthoredComment = CommentRow & { author: { id: string; full_name: string } };

export function createComments(connection: Connection) {
  return {
    async insert(comment: CommentRow): Promise<void> {
      await connection('comments').insert(comment);
    },

    /** Oldest first. */
    async list(checkId: string): Promise<AuthoredComment[]> {
      return this.ofChecks([checkId]);
    },

    /** Oldest first within each check. */
    async ofChecks(checkIds: readonly string[]): Promise<AuthoredComment[]> {
      const { rows } = await connection.raw(
        `select c.*, json_build_object('id', u.id, 'full_name', u.full_name) as author
           from comments c join users u on u.id = c.author_id where c.check_id = any(?) order by c.check_id, c.seq`,
        [[...checkIds]],
      );
      return rows;
    },

    /** Questions with a comment of their own, and whether one of those brought a file: they meet what a failed answer demands. */
    async onQuestions(
      checkIds: readonly string[],
    ): Promise<{ check_id: string; question_id: string; with_files: boolean }[]> {
      const { rows } = await connection.raw(
        `select check_id, question_id, bool_or(cardinality(files) > 0) as with_files from comments
          where check_id = any(?) and question_id is not null group by check_id, question_id`,
        [[...checkIds]],
      );
      return rows;
    },
  };
}
