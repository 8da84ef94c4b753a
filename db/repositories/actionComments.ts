import type { Connection } from '../connection';

export interface ActionCommentRow {
  id: string;
  action_id: string;
  seq: number;
  text: string;
  files: string[];
  /** Null for somebody outside; then `author_name` is given. */
  author_id: string | null;
  author_name: string | null;
  external_id: string | null;
  created_at: Date;
}

export type AuthoredActionComment = ActionCommentRow & { author_full_name: string };

export function createActionComments(connection: Connection) {
  return {
    async insert(comment: ActionCommentRow): Promise<void> {
      await connection('action_comments').insert(comment);
    },

    /** Oldest first within each action. */
    async ofActions(actionIds: readonly string[]): Promise<AuthoredActionComment[]> {
      const { rows } = await connection.raw(
        `select c.*, coalesce(u.full_name, c.author_name) as author_full_name
           from action_comments c left join users u on u.id = c.author_id
          where c.action_id = any(?) order by c.action_id, c.seq`,
        [[...actionIds]],
      );
      return rows;
    },

    /** The comment has its counterpart outside. */
    async link(id: string, externalId: string): Promise<void> {
      await connection('action_comments').where({ id }).update({ external_id: externalId });
    },
  };
}
