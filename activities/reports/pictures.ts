import type { FileRow } from '../../db/repositories/files';
import type { ReportPhoto } from '../../reports/data';
import type { ReportActivityDeps } from './index';

export interface Pictures {
  /** In the order of the ids; none when the report is to be without photos. */
  photos(ids: readonly string[]): Promise<ReportPhoto[]>;
  /** A signature is part of what is signed and is always shown. */
  signature(id: unknown): Promise<Buffer | null>;
}

export function createPictures(
  { db, storage }: Pick<ReportActivityDeps, 'db' | 'storage'>,
  withPhotos: boolean,
): Pictures {
  const contentOf = (file: FileRow): Promise<Buffer> => storage.get(file.object_key);

  return {
    async photos(ids) {
      if (!withPhotos || ids.length === 0) return [];
      const files = await db.read.files.findMany(ids);
      const ordered = [...new Set(ids)].flatMap((id) => files.find((file) => file.id === id) ?? []);
      return Promise.all(
        ordered.map(async (file) => ({
          id: file.id,
          name: file.name,
          content: await contentOf(file),
          width: file.width ?? 0,
          height: file.height ?? 0,
        })),
      );
    },

    async signature(id) {
      const file = typeof id === 'string' ? await db.read.files.find(id) : undefined;
      return file ? contentOf(file) : null;
    },
  };
}
