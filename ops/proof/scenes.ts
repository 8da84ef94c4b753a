import { setTimeout as delay } from 'node:timers/promises';
import type { Knex } from 'knex';
import { createTemporalClient } from '../../clients/temporal';
import { createPool } from '../../db/pool';
import type { Crew } from './load';
import type { Stage } from './stage';

/** A fault as it comes about in operation, and the alerts that it has to bring. */
export interface Scene {
  fault: string;
  alerts: readonly string[];
  begin(): Promise<void>;
  end(): Promise<void>;
}

export interface SceneDeps {
  stage: Stage;
  crew: Crew;
}

const LATE_CHECKS = 60;
const ACTIONS = 12;

/** One after the other within a track; tracks beside one another. */
export function tracksOf(deps: SceneDeps): Scene[][] {
  return [inside(deps), [withoutBitrix(deps)], telegram(deps), [nights(deps)]];
}

const noAct = () => Promise.resolve();

function inside({ stage, crew }: SceneDeps): Scene[] {
  const { api, checks, reports, postgres, temporal, s3 } = stage.parts;
  const owner = ownerOf(stage);
  return [
    {
      fault: 'S3 and the workers of checks and reports stop, and a backup is tried',
      alerts: [
        ...['ProverkaChecksWorkerDown', 'ProverkaQueueUnattended', 'ProverkaTargetDown', 'ProverkaPartDown'],
        ...['ProverkaEscalationLag', 'ProverkaOutboxStuck', 'TemporalBacklog', 'ProverkaBackupFailed'],
      ],
      async begin() {
        await Promise.all([checks.stop(), reports.stop(), s3.stop()]);
        await stage.run('backup').catch(noAct); // it cannot succeed
        await owner(`alter table audit_log disable trigger all`);
        await owner(`update audit_log set action = action || '!' where seq = 1`);
      },
      end: () => Promise.all([checks.start(), reports.start()]).then(noAct),
    },
    {
      fault:
        'the worker is back with an audit log that somebody wrote to; S3 is still away; many checks are late',
      alerts: ['ProverkaAuditChainBroken', 'ProverkaReportsFailing', 'ProverkaReportsWaiting'],
      async begin() {
        await Promise.all([openLate(crew), runByHand(stage, ['audit-anchor', 'nightly-backup'])]);
      },
      async end() {
        await owner(`update audit_log set action = rtrim(action, '!') where seq = 1`);
        await owner(`alter table audit_log enable trigger all`);
        await s3.start();
        await checks.stop(); // an alteration that was undone is noticed at the start
        await Promise.all([checks.start(), stage.run('backup')]);
      },
    },
    {
      fault: 'Postgres and Temporal stop',
      alerts: ['ProverkaPartDown', 'ProverkaDomainMetricsDown', 'ProverkaApiErrors'],
      begin: () => Promise.all([postgres.stop(), temporal.stop()]).then(noAct),
      end: () => Promise.all([postgres.start(), temporal.start()]).then(noAct),
    },
    {
      fault: 'the API stops',
      alerts: ['ProverkaApiDown'],
      begin: () => api.stop(),
      end: () => api.start(),
    },
  ];
}

function withoutBitrix({ stage, crew }: SceneDeps): Scene {
  const { bitrix } = stage.parts;
  return {
    fault: 'Bitrix24 does not answer',
    alerts: ['ProverkaBitrixFailing', 'ProverkaBitrixUnsynced'],
    async begin() {
      await bitrix.stop();
      await giveActions(crew);
    },
    end: () => bitrix.start(),
  };
}

function telegram({ stage, crew }: SceneDeps): Scene[] {
  const { bot } = stage.parts;
  const { telegram } = stage;
  let talking = false;
  const talk = async (): Promise<void> => {
    talking = true;
    while (talking) {
      // The API may be down just then.
      for (const { chat } of crew.executors) await telegram.says(chat, '/help').catch(noAct);
      await delay(300);
    }
  };
  return [
    {
      fault: 'the bot is down while people speak to it',
      alerts: ['ProverkaBotBehind'],
      async begin() {
        await bot.stop();
        for (const { chat } of crew.executors) await telegram.says(chat, '/checks');
      },
      end: () => bot.start(),
    },
    {
      fault: 'Telegram turns everything away',
      alerts: ['ProverkaTelegramFlood'],
      async begin() {
        telegram.mood = 'flooded';
        void talk();
      },
      end: noAct,
    },
    {
      fault: 'Telegram breaks at everything',
      alerts: ['ProverkaTelegramFailing'],
      async begin() {
        telegram.mood = 'broken';
      },
      async end() {
        telegram.mood = 'well';
        talking = false;
      },
    },
  ];
}

/** Time passes: what a night brought becomes a day and some hours older. */
function nights({ stage }: SceneDeps): Scene {
  const owner = ownerOf(stage);
  const shift = async (sign: '+' | '-'): Promise<void> => {
    await owner(`update backups set finished_at = finished_at ${sign} interval '30 hours'`);
    await owner(`update task_runs set since = since ${sign} interval '30 hours' where task = 'retention'`);
  };
  return {
    fault: 'a night passes without backup and retention',
    alerts: ['ProverkaBackupTooOld', 'ProverkaTaskNotRun'],
    begin: () => shift('-'),
    end: () => shift('+'),
  };
}

/** Statements as the owner of the tables, past the product. */
function ownerOf({ adminUrl }: Stage): (statement: string) => Promise<void> {
  return async (statement) => {
    const pool: Knex = createPool({ url: adminUrl, maxConnections: 1, applicationName: 'proverka-proof' });
    try {
      await pool.raw(statement);
    } finally {
      await pool.destroy();
    }
  };
}

async function openLate({ supervisor, executors, templateId: template_id }: Crew): Promise<void> {
  const due_at = new Date(Date.now() + 8_000).toISOString();
  const check = { template_id, executor_id: executors[0]?.id, due_at };
  await Promise.all(Array.from({ length: LATE_CHECKS }, () => supervisor.post('/checks/', check)));
}

async function giveActions({ supervisor, executors }: Crew): Promise<void> {
  const due_at = new Date(Date.now() + 86_400_000).toISOString();
  const action = { priority: 'high', owner_id: executors[0]?.id, due_at, evidence_required: false };
  for (let i = 1; i <= ACTIONS; i++)
    await supervisor.post('/actions/', { ...action, title: `Осмотреть крепление ${i}` });
}

async function withTemporal<T>(
  { temporalAddress: address }: Stage,
  work: (client: ReturnType<typeof createTemporalClient>['client']) => Promise<T>,
): Promise<T> {
  const temporal = createTemporalClient({ address, namespace: 'default' });
  try {
    return await work(temporal.client);
  } finally {
    await temporal.close();
  }
}

const runByHand = (stage: Stage, schedules: string[]) =>
  withTemporal(stage, (client) =>
    Promise.all(schedules.map((id) => client.schedule.getHandle(id).trigger())),
  );
