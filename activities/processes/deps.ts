import type { ProcessList } from '../../clients/processes';
import type { Database } from '../../db/database';

export interface ProcessDeps {
  db: Database;
  processes: ProcessList;
  now(): Date;
  /** By what people are told beside the panel. */
  tellsBy: { mail: boolean; telegram: boolean };
}

/** A process that was put right. */
export interface MendedProcess {
  subject: 'check' | 'action' | 'report' | 'user';
  id: string;
  /** `started`: it was missing. `ended`: its row has vanished. `told`: it goes on though its row has ended. */
  what: 'started' | 'ended' | 'told';
}
