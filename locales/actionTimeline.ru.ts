import type { ActionEventKind } from '../domain/action';
import type { Plural } from './message';

/** As of a check's timeline; in `escalated` and `overdue` the variant `_verify` is of work that awaits its verification. */
export const actionTimelineRu = {
  opened: 'Действие поручено. Ответственный: {{owner}}. Срок: {{due}}.',
  started: 'Работа начата: {{actor}}.',
  done: 'Выполнение отмечено: {{actor}}.',
  verified: 'Работа принята: {{actor}}.',
  returned: 'Возврат на доработку: {{actor}}.',
  returned_reason: 'Возврат на доработку: {{actor}}. Причина: {{reason}}',
  cancelled: 'Действие отменено: {{actor}}.',
  cancelled_reason: 'Действие отменено: {{actor}}. Причина: {{reason}}',
  changed: 'Данные действия изменены: {{actor}}.',
  commented: '{{actor}}: «{{text}}»',
  answer_passed: 'Ответ в проверке изменён: нарушения в нём больше нет. Действие остаётся открытым.',
  reminded: 'Напоминание отправлено ответственному.',
  reminded_skipped: 'Напоминание не отправлено: его время уже прошло.',
  overdue: 'Срок истёк: {{due}}.',
  overdue_verify: 'Срок приёмки истёк: {{due}}.',
  escalated: 'Эскалация, ступень {{level}} ({{after}}). Сообщено: {{to}}.',
  escalated_nobody: 'Эскалация, ступень {{level}} ({{after}}). Сообщить некому: получателей нет.',
} satisfies Record<ActionEventKind, string | Plural> & Record<string, string | Plural>;
