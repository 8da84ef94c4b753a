import { actionTimelineEn } from './actionTimeline.en';
import { botEn } from './bot.en';
import { errorsEn } from './errors.en';
import { faultsEn } from './faults.en';
import type { Translated } from './message';
import { mailEn } from './mail.en';
import { noticesEn } from './notices.en';
import { pageEn } from './page.en';
import { reportsEn } from './reports.en';
import type { ru } from './ru';
import { telegramEn } from './telegram.en';
import { timelineEn } from './timeline.en';
import { actorEn, durationEn, hintEn, rangeEn, ruleEn, statusEn, typeEn, verdictEn } from './words.en';

export const en = {
  error: errorsEn,
  fault: faultsEn,
  timeline: timelineEn,
  actionTimeline: actionTimelineEn,
  notice: noticesEn,
  mail: mailEn,
  telegram: telegramEn,
  bot: botEn,
  status: statusEn,
  verdict: verdictEn,
  actor: actorEn,
  duration: durationEn,
  hint: hintEn,
  range: rangeEn,
  rule: ruleEn,
  type: typeEn,
  page: pageEn,
  reports: reportsEn,
} satisfies Translated<typeof ru>;
