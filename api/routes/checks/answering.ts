import { type AnswerResult, recordAnswer, recordAnswers } from '../../../services/checks/recordAnswers';
import type { Services } from '../../../services/context';
import type { Locale } from '../../../domain/actor';
import { problemOf } from '../../problem';
import { type Route, route } from '../../route';
import {
  AnswerBatchInput,
  AnswerInput,
  AnswerReceipt,
  AnswerResults,
  CheckParams,
} from '../../schemas/check';

const tag = 'Checks';
const BATCH_BYTES = 4 * 1024 * 1024;

export function checkAnswering(services: Services): Route[] {
  return [
    route({
      method: 'post',
      path: '/checks/{check_id}/answer',
      tag,
      summary: 'Answer one question of a check',
      description: 'Once this has answered 200, the answer is committed with its audit entry.',
      params: CheckParams,
      body: AnswerInput,
      returns: { 200: AnswerReceipt },
      refuses: [
        'check.not_found',
        'check.not_executor',
        'check.submitted',
        'check.closed',
        'answer.invalid',
        'answer.changed',
      ],
      example: { question_id: 'brakes', value: true, client_id: 'phone-17' },
      repeat: 'resumes',
      handle: ({ actor, command }, { params, body }) =>
        recordAnswer({ ...services, actor, ...(command && { command }) }, params.check_id, body),
    }),
    route({
      method: 'post',
      path: '/checks/{check_id}/answers',
      tag,
      summary: 'Answer up to 200 questions at once',
      description: 'Each answer stands for itself: the results tell of each, in order.',
      params: CheckParams,
      body: AnswerBatchInput,
      bodyLimitBytes: BATCH_BYTES,
      returns: { 200: AnswerResults },
      refuses: ['check.not_found', 'check.not_executor'],
      repeat: 'resumes',
      handle: async ({ actor, command, locale, requestId }, { params, body }) => {
        const ctx = { ...services, actor, ...(command && { command }) };
        const results = await recordAnswers(ctx, params.check_id, body.answers);
        return { results: results.map((result) => resultJson(result, locale, requestId)) };
      },
    }),
  ];
}

function resultJson(result: AnswerResult, locale: Locale, requestId: string) {
  const { index, client_id } = result;
  if ('refusal' in result) {
    const problem = problemOf(result.refusal, locale, requestId);
    return { index, client_id, status: problem.status, problem };
  }
  const { status: check_status, ...receipt } = result.receipt;
  return { index, client_id, status: 200 as const, ...receipt, check_status };
}
