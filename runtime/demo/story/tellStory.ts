import type { Login } from '../../logins';
import { signInCast } from './cast';
import { submitAndReview } from './ending';
import { answerHalf, answerRest } from './filling';
import { waitUntilEscalated } from './lateness';
import { openStoryCheck } from './opening';
import { CALM, FAST } from './pace';
import { readRecords } from './records';
import { makeReports } from './reports';
import { type SeenRefusal, createTeller } from './teller';
import { createStoryTemplate } from './template';

export interface StoryOptions {
  /** Of the running product, without /api/v1. */
  url: string;
  logins: readonly Login[];
  /** Due in three seconds instead of a minute. */
  fast?: boolean;
  say(line: string): void;
}

export interface StoryResult {
  template_id: string;
  check_id: string;
  /** Kinds of the check's timeline, oldest first. */
  timeline: string[];
  /** Actions of the check's audit entries, newest first. */
  audit: string[];
  pdf: Buffer | undefined;
  refusals: SeenRefusal[];
  /** What was not as promised; empty when all is well. */
  deviations: string[];
}

/** The life of one check from its opening to the PDF, over HTTP only, with bad input tried at every step. */
export async function tellStory({ url, logins, fast = false, say }: StoryOptions): Promise<StoryResult> {
  const teller = createTeller(say);
  const pace = fast ? FAST : CALM;
  const cast = await signInCast(url, logins, teller);
  const template_id = await createStoryTemplate(cast, pace, teller);
  const check = await openStoryCheck(template_id, cast, pace, teller);
  await answerHalf(check, cast, teller);
  await waitUntilEscalated(check, cast, pace, teller);
  await answerRest(check, cast, teller);
  await submitAndReview(check, cast, teller);
  const pdf = await makeReports(check, cast, teller);
  const { timeline, audit } = await readRecords(check, cast, teller);
  const { refusals, deviations } = teller;
  return { template_id, check_id: check.id, timeline, audit, pdf, refusals, deviations };
}
