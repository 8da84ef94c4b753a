import type { TimelineKind } from '../domain/check';
import type { Plural } from './message';

/** `<kind>_reason` is used where a reason was given, `<kind>_skipped` where the moment was passed over, `<kind>_by_schedule` where one did it. */
export const timelineRu = {
  opened: 'Проверка назначена. Исполнитель: {{executor}}. Срок: {{due}}.',
  opened_by_schedule:
    'Проверка открыта по расписанию «{{schedule}}». Исполнитель: {{executor}}. Срок: {{due}}.',
  started: 'Заполнение начато: {{actor}}.',
  answered: {
    one: '{{actor}}: {{count}} ответ.',
    few: '{{actor}}: {{count}} ответа.',
    many: '{{actor}}: {{count}} ответов.',
    other: '{{actor}}: {{count}} ответа.',
  },
  commented: '{{actor}}: «{{text}}»',
  submitted: 'Проверка сдана: {{actor}}.',
  accepted: 'Результат принят: {{actor}}.',
  accepted_reason: 'Результат принят: {{actor}}. Примечание: {{reason}}',
  returned: 'Возврат на доработку: {{actor}}.',
  returned_reason: 'Возврат на доработку: {{actor}}. Причина: {{reason}}',
  completed: 'Проверка завершена.',
  missed: 'Проверка пропущена: до {{due}} не сдана.',
  declined: 'Отказ от проверки: {{actor}}.',
  declined_reason: 'Отказ от проверки: {{actor}}. Причина: {{reason}}',
  cancelled: 'Проверка отменена: {{actor}}.',
  cancelled_reason: 'Проверка отменена: {{actor}}. Причина: {{reason}}',
  reassigned: 'Новый исполнитель: {{executor}}. Переназначение: {{actor}}.',
  reassigned_reason: 'Новый исполнитель: {{executor}}. Переназначение: {{actor}}. Причина: {{reason}}',
  due_moved: 'Новый срок: {{due}}. Перенос: {{actor}}.',
  due_moved_reason: 'Новый срок: {{due}}. Перенос: {{actor}}. Причина: {{reason}}',
  reminded: 'Напоминание отправлено. Получатель: {{executor}}.',
  reminded_skipped: 'Напоминание не отправлено: его время уже прошло.',
  overdue: 'Срок истёк: {{due}}.',
  escalated: 'Эскалация, ступень {{level}} ({{after}}). Сообщено: {{to}}.',
  escalated_nobody: 'Эскалация, ступень {{level}} ({{after}}). Сообщить некому: получателей нет.',
  report_ready: 'Отчёт готов: {{format}}.',
  action_opened: 'Назначено корректирующее действие: «{{title}}».',
} satisfies Record<TimelineKind, string | Plural> & Record<string, string | Plural>;
