import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mkdtempSync } from 'node:fs';
import pino from 'pino';
import { type Database, createDatabase } from '../db/database';
import { migrateForward } from '../db/migrations';
import type { UserActor } from '../domain/actor';
import { createTemplateVersions } from '../db/templateVersions';
import { cacheDirOf } from '../runtime/options';
import { startParts } from '../runtime/parts';
import { createAnswerWriter } from '../services/checks/answerWriter';
import { normaliseTemplate } from '../domain/templateValidation';
import { createUser } from '../services/auth/createUser';
import { seedRoles } from '../services/auth/seedRoles';

const HELP = `npm run bench:audit [-- --seconds 5 --rounds 3]
Answers a second through group commit with the audit chain and without it, in alternation, 64 writers at once.`;

const WRITERS = 64;
const CHECKS = 200;

const numberAfter = (flag: string, otherwise: number): number => {
  const at = process.argv.indexOf(flag);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
};

async function main(): Promise<void> {
  if (process.argv.includes('--help')) return void console.log(HELP);
  const seconds = numberAfter('--seconds', 5);
  const rounds = numberAfter('--rounds', 3);
  const runtimeDir = mkdtempSync(join(tmpdir(), 'proverka-audit-cost-'));
  const parts = await startParts({
    runtimeDir,
    cacheDir: cacheDirOf(process.env),
    env: process.env,
    only: ['database'],
    temporary: true,
  });
  try {
    const { adminUrl, appUrl } = parts.database ?? { adminUrl: '', appUrl: '' };
    await migrateForward({ adminUrl, appUrl });
    const shares: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const off = await answersPerSecond(appUrl, seconds, false);
      const on = await answersPerSecond(appUrl, seconds, true);
      shares.push(on / off);
      console.log(
        `round ${round + 1}: chain off ${off.toFixed(0)}/s, on ${on.toFixed(0)}/s, ratio ${(on / off).toFixed(2)}`,
      );
    }
    shares.sort((a, b) => a - b);
    console.log(
      `median ratio ${(shares[Math.floor(shares.length / 2)] ?? 0).toFixed(2)} (target: at least 0.80)`,
    );
  } finally {
    await parts.stop();
  }
}

async function answersPerSecond(url: string, seconds: number, audited: boolean): Promise<number> {
  const db = createDatabase({ url, maxConnections: 10, applicationName: 'audit-cost', audited });
  try {
    await seedRoles({ db });
    const user_id = await createUser(
      { db },
      {
        username: `worker-${randomUUID().slice(0, 8)}`,
        full_name: 'Иван Рабочий',
        password: randomUUID(),
        role: 'executor',
      },
    );
    const executor: UserActor = {
      kind: 'user',
      user_id,
      role: 'executor',
      permissions: ['FILL_CHECKS'],
      area_id: null,
      locale: 'ru',
    };
    const template = await aTemplate(db);
    const now = new Date();
    const ids = Array.from({ length: CHECKS }, () => randomUUID());
    for (const id of ids) {
      await db.read.checks.insert({
        ...{
          id,
          template_id: template,
          template_version: 1,
          title: 'Погрузчик',
          executor_id: user_id,
          area_id: null,
        },
        ...{
          due_at: new Date(now.getTime() + 3_600_000),
          armed_at: now,
          required_count: 20,
          question_count: 20,
        },
        ...{ created_by: null, created_at: now },
      });
    }
    const logger = pino({ level: 'silent' });
    const writer = createAnswerWriter({
      db,
      templates: createTemplateVersions(db.read),
      logger,
      now: () => new Date(),
    });
    let answered = 0;
    const start = performance.now();
    const end = start + seconds * 1_000;
    const loop = async (first: number): Promise<void> => {
      for (let n = first; performance.now() < end; n += WRITERS) {
        const answer = { question_id: `q${n % 20}`, value: n % 3 > 0 };
        await writer.record(executor, ids[n % CHECKS] as string, answer);
        answered += 1;
      }
    };
    await Promise.all(Array.from({ length: WRITERS }, (_, writer) => loop(writer)));
    return answered / ((performance.now() - start) / 1_000);
  } finally {
    await db.close();
  }
}

async function aTemplate(db: Database): Promise<string> {
  const id = randomUUID();
  const questions = Array.from({ length: 20 }, (_, n) => ({
    id: `q${n}`,
    type: 'yes_no',
    text: `Вопрос ${n}`,
  }));
  const { structure, settings } = normaliseTemplate({
    structure: { sections: [{ id: 'main', title: 'Осмотр', questions }] },
    settings: {},
  } as Parameters<typeof normaliseTemplate>[0]);
  const area_id = null;
  await db.read.templates.insert({
    id,
    area_id,
    name: id,
    description: null,
    structure,
    settings,
    created_by: null,
    created_at: new Date(),
  });
  return id;
}

main().catch((error: Error) => {
  console.error(error);
  process.exit(1);
});
