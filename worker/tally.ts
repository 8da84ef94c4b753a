import { Counter, Histogram, type Registry } from 'prom-client';
import type { CheckActivityDeps } from '../activities/checks/deps';
import type { PortalDeps } from '../activities/bitrix/portal';
import type { NoticeActivityDeps } from '../activities/notices';
import type { ReportActivityDeps } from '../activities/reports';
import type { ScheduleActivityDeps } from '../activities/schedules/deps';
import type { BotApiOptions } from '../clients/telegram/botApi';
import { SLOT_CAUSES } from '../domain/schedule';
import { exposeCalls, exposeTelegramCalls } from '../platform/metrics/callMetrics';

/** Ladders may be longer; those steps share the last label. */
const MOST_LEVELS = 10;

const REPORT_BUCKETS = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120];

export type Tally = ReturnType<typeof createTally>;

/** What activities and clients of a worker tell its metrics. What is known to come begins at 0. */
export function createTally(registry: Registry) {
  const registers = [registry];
  const escalations = new Counter({
    name: 'proverka_escalations_total',
    help: 'Escalation steps carried out, by what is late (check, action) and level',
    labelNames: ['subject', 'level'] as const,
    registers,
  });
  for (const subject of ['check', 'action']) escalations.inc({ subject, level: '1' }, 0);
  const missedSlots = new Counter({
    name: 'proverka_missed_slots_total',
    help: 'Slots without a check, one for each executor, by cause',
    labelNames: ['cause'] as const,
    registers,
  });
  for (const cause of SLOT_CAUSES) missedSlots.inc({ cause }, 0);
  const notices = new Counter({
    name: 'proverka_notices_total',
    help: 'Tries to tell people, by channel (mail, telegram) and result (sent, refused, failed, blocked)',
    labelNames: ['channel', 'result'] as const,
    registers,
  });
  for (const channel of ['mail', 'telegram'])
    for (const result of ['sent', 'refused', 'failed', 'blocked']) notices.inc({ channel, result }, 0);
  const reports = new Histogram({
    name: 'proverka_report_duration_seconds',
    help: 'Making a report: load, render, store; by format and result (ready, failed)',
    labelNames: ['format', 'result'] as const,
    buckets: REPORT_BUCKETS,
    registers,
  });
  for (const format of ['PDF', 'HTML', 'JSON'])
    for (const result of ['ready', 'failed']) reports.zero({ format, result });
  const bitrix = exposeCalls(registry, 'bitrix', 'Calls of Bitrix24 by method and result');

  return {
    onEscalated: (subject, level) =>
      escalations.inc({ subject, level: String(Math.min(level, MOST_LEVELS)) }),
    onMissedSlot: (cause) => missedSlots.inc({ cause }),
    onNotice: (channel, result, count = 1) => notices.inc({ channel, result }, count),
    onReport: ({ format, result, seconds }) => reports.observe({ format, result }, seconds),
    onBitrixCall: ({ method, status, duration_ms }) =>
      bitrix({ method, result: status, seconds: duration_ms / 1000 }),
    onBotCall: exposeTelegramCalls(registry),
  } satisfies Hooks;
}

interface Hooks {
  onEscalated: NonNullable<CheckActivityDeps['onEscalated']>;
  onMissedSlot: NonNullable<ScheduleActivityDeps['onMissedSlot']>;
  onNotice: NonNullable<NoticeActivityDeps['onNotice']>;
  onReport: NonNullable<ReportActivityDeps['onReport']>;
  onBitrixCall: NonNullable<PortalDeps['onCall']>;
  onBotCall: NonNullable<BotApiOptions['onCall']>;
}
