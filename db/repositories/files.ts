import type { Connection } from '../connection';
import { StoredFile } from '../models/checks';

export type FileRow = {
  [K in keyof StoredFile as K extends keyof import('objection').Model ? never : K]: StoredFile[K];
};

/** What a file becomes part of. */
export type FileHolder = { check_id: string } | { action_id: string };

export function createFiles(connection: Connection) {
  return {
    async insert(
      file: Partial<FileRow> &
        Pick<
          FileRow,
          'id' | 'name' | 'content_type' | 'size_bytes' | 'object_key' | 'uploaded_by' | 'created_at'
        >,
    ): Promise<void> {
      await connection('files').insert(file);
    },
    async find(id: string): Promise<FileRow | undefined> {
      return StoredFile.query(connection).findById(id);
    },
    async findMany(ids: readonly string[]): Promise<FileRow[]> {
      return ids.length === 0 ? [] : StoredFile.query(connection).findByIds([...ids]);
    },
    /** Locked in id order, so that nobody deletes or binds them meanwhile. */
    async lockMany(ids: readonly string[]): Promise<FileRow[]> {
      if (ids.length === 0) return [];
      return StoredFile.query(connection)
        .findByIds([...ids])
        .orderBy('id')
        .forNoKeyUpdate();
    },
    async lock(id: string): Promise<FileRow | undefined> {
      return StoredFile.query(connection).findById(id).forNoKeyUpdate();
    },
    async update(id: string, patch: Partial<Omit<FileRow, 'id'>>): Promise<void> {
      await connection('files').where({ id }).update(patch);
    },
    /** Binds ready, unattached files of the uploader; returns the ids that could not be bound. */
    async attach(ids: readonly string[], holder: FileHolder, uploaderId: string): Promise<string[]> {
      if (ids.length === 0) return [];
      const { check_id = null, action_id = null } = holder as { check_id?: string; action_id?: string };
      const { rows } = await connection.raw(
        // Locked in id order: two requests with the same files must not wait for each other.
        `update files set check_id = :check_id, action_id = :action_id
          where id in (select id from files where id = any(:ids) order by id for no key update)
            and status = 'ready' and uploaded_by = :uploaderId and template_id is null
            and (check_id is null or check_id = :check_id) and (action_id is null or action_id = :action_id)
         returning id`,
        { ids: [...ids], uploaderId, check_id, action_id },
      );
      const bound = new Set((rows as { id: string }[]).map((row) => row.id));
      return ids.filter((id) => !bound.has(id));
    },
    /** Binds files that were found fit under the check's lock. */
    async attachAll(files: readonly { id: string; check_id: string }[]): Promise<void> {
      for (const { id, check_id } of files) await connection('files').where({ id }).update({ check_id });
    },
    async remove(id: string): Promise<void> {
      await connection('files').where({ id }).delete();
    },
  };
}
