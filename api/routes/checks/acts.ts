import type { TSchema, Static } from '@sinclair/typebox';
import type { ErrorCode } from '../../../domain/errors';
import type { CheckCommands } from '../../../domain/command';
import { commandCheck } from '../../../services/checks/commandCheck';
import type { Services } from '../../../services/context';
import { checkJson } from '../../presenters/check';
import { type Route, route } from '../../route';
import { Check, CheckParams, DueInput, ReasonInput, ReassignInput, ReviewInput } from '../../schemas/check';

const tag = 'Checks';
const ALWAYS: ErrorCode[] = ['check.not_found', 'check.closed', 'service.unavailable'];

interface Act<A extends keyof CheckCommands, B extends TSchema> {
  act: A;
  /** The last segment of the path; the act's own name where not given. */
  as?: string;
  summary: string;
  body?: B;
  refuses: ErrorCode[];
  inputOf: (body: Static<B>) => CheckCommands[A];
}

/** The acts of a check's life: each is decided by its process, and the reply shows the new state at once. */
export function checkActs(services: Services): Route[] {
  const act = <A extends keyof CheckCommands, B extends TSchema>({
    act,
    as = act,
    summary,
    body,
    refuses,
    inputOf,
  }: Act<A, B>) =>
    route({
      method: 'post',
      path: `/checks/{check_id}/${as}`,
      tag,
      summary,
      params: CheckParams,
      ...(body && { body }),
      returns: { 200: Check },
      refuses: [...ALWAYS, ...refuses],
      repeat: 'resumes',
      handle: async ({ actor, command }, { params, body }) =>
        checkJson(
          await commandCheck(
            { ...services, actor, ...(command && { command }) },
            params.check_id,
            act,
            inputOf(body as Static<B>),
          ),
          services.now(),
        ),
    });

  const submit = {
    act: 'submit' as const,
    refuses: ['check.not_executor', 'check.submitted', 'check.incomplete'] satisfies ErrorCode[],
    inputOf: () => ({}),
  };
  return [
    act({ ...submit, summary: 'Submit a check; refused with the list of what is missing' }),
    act({ ...submit, as: 'complete', summary: 'The same as submit' }),
    act({
      act: 'review',
      summary: 'Accept a submitted check, or return it with a reason',
      body: ReviewInput,
      refuses: ['check.not_submitted', 'check.own_review', 'check.due_in_past', 'check.invalid'],
      inputOf: (body) => body,
    }),
    act({
      act: 'reassign',
      summary: 'Hand a check over to another executor',
      body: ReassignInput,
      refuses: ['check.submitted', 'check.executor_unfit'],
      inputOf: (body) => body,
    }),
    act({
      act: 'due',
      summary: 'Move the due time; every reminder and escalation step is armed anew',
      body: DueInput,
      refuses: ['check.submitted', 'check.due_in_past'],
      inputOf: (body) => body,
    }),
    act({
      act: 'decline',
      summary: 'Refuse to do a check, with a reason',
      body: ReasonInput,
      refuses: ['check.not_executor', 'check.submitted', 'check.decline_not_allowed'],
      inputOf: (body) => body,
    }),
    act({
      act: 'cancel',
      summary: 'Cancel a check, with a reason',
      body: ReasonInput,
      refuses: [],
      inputOf: (body) => body,
    }),
  ];
}
