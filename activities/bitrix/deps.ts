import type { Portal } from '../../clients/bitrix24/portal';
import type { Storage } from '../../clients/storage';
import type { Database } from '../../db/database';
import type { Locale } from '../../domain/actor';

export interface BitrixActivityDeps {
  db: Database;
  storage: Pick<Storage, 'find'>;
  /** The portal, as spoken to for one action or for none. */
  portal: Portal;
  /** Links in tasks lead there. */
  publicUrl: string;
  /** Of what is written into tasks. */
  locale: Locale;
  now(): Date;
}
