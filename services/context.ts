import type { Logger } from 'pino';
import type { Anchors } from '../clients/anchors';
import type { ProcessCommands } from '../clients/temporal';
import type { Storage } from '../clients/storage';
import type { Database } from '../db/database';
import type { UserActor } from '../domain/actor';
import type { AnswerWriter } from './checks/answerWriter';
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
  publicUrl: string;
  logger: Logger;
  now(): Date;
}

/** The services in the hands of one caller. */
export interface ServiceContext extends Services {
  actor: UserActor;
}
