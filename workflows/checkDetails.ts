import { type SearchAttributePair, defineSearchAttributeKey } from '@temporalio/common';
import type { CheckState } from '../activities/checks/types';

const CHECK_STATUS = defineSearchAttributeKey('CheckStatus', 'KEYWORD');
const AREA_ID = defineSearchAttributeKey('AreaId', 'KEYWORD');
const EXECUTOR_ID = defineSearchAttributeKey('ExecutorId', 'KEYWORD');
const DUE_AT = defineSearchAttributeKey('DueAt', 'DATETIME');

export function searchAttributesOf(state: CheckState): SearchAttributePair[] {
  return [
    { key: CHECK_STATUS, value: state.status },
    { key: EXECUTOR_ID, value: state.executor_id },
    { key: DUE_AT, value: new Date(state.due_at) },
    ...(state.area_id ? [{ key: AREA_ID, value: state.area_id }] : []),
  ];
}

const WORDS = { reminder: 'reminder', due: 'due time', step: 'escalation step', miss: 'missed' } as const;

/** What the armed timer is for, as an operator reads it in Temporal's own UI. */
export function summaryOf({ next, status }: CheckState): string {
  if (!next) return 'nothing is planned';
  const words = status === 'submitted' ? `review ${WORDS[next.kind]}` : WORDS[next.kind];
  return next.kind === 'step' || next.kind === 'reminder' ? `${words} ${next.step}` : words;
}

export function detailsOf(state: CheckState): string {
  const { answered, required, total } = state.progress;
  return [
    `**${state.title}**: ${state.status}, answered ${answered} of ${total} (${required} required)`,
    `due ${state.due_at}, escalation level ${state.escalation_level}`,
    state.ended
      ? 'ended'
      : state.next
        ? `next: ${summaryOf(state)} at ${state.next.at}`
        : 'nothing is planned',
  ].join('\n\n');
}
