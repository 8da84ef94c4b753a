import { createSecretKey } from 'node:crypto';
import pino from 'pino';
import { type Anchors, createAnchors } from '../../clients/anchors';
import type { ProcessCommands } from '../../clients/temporal';
import type { Storage } from '../../clients/storage';
import type { Database } from '../../db/database';
import { createTemplateVersions } from '../../db/templateVersions';
import type { UserActor } from '../../domain/actor';
import { createAnswerWriter } from '../../services/checks/answerWriter';
import type { ServiceContext, Services } from '../../services/context';

/** A part that a test does without says so when it is used after all. */
function absent<T extends object>(name: string): T {
  return new Proxy({} as T, {
    get: (_, member) => {
      throw new Error(`This test has no ${name} (${String(member)})`);
    },
  });
}

export function testServices(db: Database, over: Partial<Services> = {}): Services {
  const logger = pino({ level: 'silent' });
  const templates = createTemplateVersions(db.read);
  const now = over.now ?? (() => new Date());
  return {
    db,
    process: absent<ProcessCommands>('Temporal'),
    storage: absent<Storage>('storage'),
    anchors: over.storage ? createAnchors(over.storage, 'a secret of the tests') : absent<Anchors>('anchors'),
    templates,
    answers: createAnswerWriter({ db, templates, logger, now }),
    tokens: { secret: createSecretKey(Buffer.alloc(32, 7)) },
    telegram: false,
    publicUrl: 'http://localhost:8080',
    logger,
    now,
    ...over,
  };
}

export function as(actor: UserActor, services: Services): ServiceContext {
  return { ...services, actor };
}
