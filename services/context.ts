import type { Logger } from 'pino';
import type { Anchors } from '../clients/anchors';
import type { ProcessCommands } from '../clients/temporal';
import type { Storage } from '../clients/storage';
import type { Database } from '../db/database';
import type { ExternalSystem } from '../domain/action';
import type { UserActor } from '../domain/actor';
import type { LoginThrottle } from './auth/loginThrottle';
import type { LiveFeed } from './live/liveFeed';
import type { AnswerWriter } from './checks/answerWriter';
import type { SystemWatch } from './system/watch';
import type { TemplateVersions } from '../db/templateVersions';

/** What every verb may use; made once by a main.ts. */
export interface Services {
  db: Database;
  process: ProcessCommands;
  storage: Storage;
  anchors: Anchors;
  templates: TemplateVersions;
  answers: AnswerWriter;
  tokens: { secret: import('node:crypto').KeyObject };
  /** Absent where tries to sign in are not limited. */
  logins?: LoginThrottle;
  /** Absent where nobody reads live: the bot, the workers. */
  live?: LiveFeed;
  /** Whether there is a bot that Telegram accounts can be linked to. */
  telegram: boolean;
  /** Where corrective actions have their counterpart; nowhere when absent. */
  external_system?: ExternalSystem;
  /** How the parts of the product stand; only the API can tell. */
  watch?: SystemWatch;
  publicUrl: string;
  logger: Logger;
  now(): Date;
}

/** What an act with an Idempotency-Key goes by: a repeat of the request comes with the same id. */
export interface RequestCommand {
  id: string;
  /** An earlier attempt under this id may have been carried out. */
  repeated: boolean;
}

/** The services in the hands of one caller. */
export interface ServiceContext extends Services {
  actor: UserActor;
  command?: RequestCommand;
}
