import { type SearchAttributePair, defineSearchAttributeKey } from '@temporalio/common';
import type { ActionState } from '../activities/actions/types';

const ACTION_STATUS = defineSearchAttributeKey('ActionStatus', 'KEYWORD');
const AREA_ID = defineSearchAttributeKey('AreaId', 'KEYWORD');
const OWNER_ID = defineSearchAttributeKey('OwnerId', 'KEYWORD');
const DUE_AT = defineSearchAttributeKey('DueAt', 'DATETIME');

export function searchAttributesOf(state: ActionState): SearchAttributePair[] {
  return [
    { key: ACTION_STATUS, value: state.status },
    { key: OWNER_ID, value: state.owner_id },
    { key: DUE_AT, value: new Date(state.due_at) },
    ...(state.area_id ? [{ key: AREA_ID, value: state.area_id }] : []),
  ];
}

const WORDS = { reminder: 'reminder', due: 'due time', step: 'escalation step', miss: 'missed' } as const;

/** What the armed timer is for, as an operator reads it in Temporal's own UI. */
export function summaryOf({ next, status, sync }: ActionState): string {
  if (!next) return sync === 'failed' ? 'waits to be carried over again' : 'nothing is planned';
  const words = status === 'done' ? `verification ${WORDS[next.kind]}` : WORDS[next.kind];
  return next.kind === 'step' || next.kind === 'reminder' ? `${words} ${next.step}` : words;
}

export function detailsOf(state: ActionState): string {
  return [
    `**${state.title}**: ${state.status}`,
    `due ${state.due_at}, escalation level ${state.escalation_level}`,
    state.ended
      ? 'ended'
      : state.next
        ? `next: ${summaryOf(state)} at ${state.next.at}`
        : 'nothing is planned',
    ...(state.sync ? [`counterpart outside: ${state.sync}`] : []),
  ].join('\n\n');
}
