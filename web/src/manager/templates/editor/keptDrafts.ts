import { type DBSchema, openDB } from 'idb';
import type { Draft } from './draft';

/** A draft that has not been saved, as this device keeps it. */
export interface KeptDraft {
  draft: Draft;
  /** The version it was begun on; absent for a new template. */
  version?: number;
  kept_at: string;
}

interface Drafts extends DBSchema {
  drafts: { key: string; value: KeptDraft };
}

let opened: ReturnType<typeof openDB<Drafts>> | undefined;

function database() {
  opened ??= openDB<Drafts>('proverka-drafts', 1, {
    upgrade(made) {
      made.createObjectStore('drafts');
    },
  });
  return opened;
}

/** Another person on the same device neither sees nor overwrites it. */
export const draftKey = (userId: string, templateId: string | undefined): string =>
  `${userId} ${templateId ?? 'new'}`;

export async function keptDraft(key: string): Promise<KeptDraft | undefined> {
  return (await database()).get('drafts', key);
}

export async function keepDraft(key: string, kept: KeptDraft): Promise<void> {
  await (await database()).put('drafts', kept, key);
}

export async function dropDraft(key: string): Promise<void> {
  await (await database()).delete('drafts', key);
}
