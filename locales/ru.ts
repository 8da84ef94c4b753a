import { actionTimelineRu } from './actionTimeline.ru';
import { botRu } from './bot.ru';
import { errorsRu } from './errors.ru';
import { faultsRu } from './faults.ru';
import { mailRu } from './mail.ru';
import { noticesRu } from './notices.ru';
import { pageRu } from './page.ru';
import { reportsRu } from './reports.ru';
import { telegramRu } from './telegram.ru';
import { timelineRu } from './timeline.ru';
import { actorRu, durationRu, hintRu, rangeRu, ruleRu, statusRu, typeRu, verdictRu } from './words.ru';

/** The source catalogue: every other language has the same keys. */
export const ru = {
  error: errorsRu,
  fault: faultsRu,
  timeline: timelineRu,
  actionTimeline: actionTimelineRu,
  notice: noticesRu,
  mail: mailRu,
  telegram: telegramRu,
  bot: botRu,
  status: statusRu,
  verdict: verdictRu,
  actor: actorRu,
  duration: durationRu,
  hint: hintRu,
  range: rangeRu,
  rule: ruleRu,
  type: typeRu,
  page: pageRu,
  reports: reportsRu,
};
