/** What the product tells a person. Values: check, executor, actor, due, after (in words), level, reason, area, question, format. */
export const noticesRu = {
  assigned: {
    title: 'Вам назначена проверка',
    body: '«{{check}}». Заполните её до {{due}}.',
  },
  reminder: {
    title: 'Скоро срок проверки',
    body: '«{{check}}»: срок — {{due}}. Заполните и сдайте её вовремя.',
  },
  overdue: {
    title: 'Срок проверки истёк',
    body: '«{{check}}»: срок был {{due}}. Заполните и сдайте её как можно скорее.',
  },
  escalation: {
    title: 'Проверка просрочена',
    body: '«{{check}}», исполнитель {{executor}}: срок был {{due}}. Ступень эскалации {{level}}. Свяжитесь с исполнителем или переназначьте проверку.',
  },
  returned: {
    title: 'Проверка возвращена на доработку',
    body: '«{{check}}». Причина: {{reason}}. Исправьте и сдайте её до {{due}}.',
  },
  submitted_for_review: {
    title: 'Проверка ждёт вашей приёмки',
    body: '«{{check}}», исполнитель {{executor}}. Примите её или верните на доработку до {{due}}.',
  },
  review_overdue: {
    title: 'Приёмка просрочена',
    body: '«{{check}}», исполнитель {{executor}}: принять её нужно было до {{due}}. Примите её или верните на доработку.',
  },
  accepted: {
    title: 'Проверка принята',
    body: '«{{check}}»: результат принят. Больше ничего делать не нужно.',
  },
  cancelled: {
    title: 'Проверка отменена',
    body: '«{{check}}». Причина: {{reason}}. Заполнять её не нужно.',
  },
  reassigned_away: {
    title: 'Проверка передана другому',
    body: '«{{check}}» теперь заполняет {{executor}}. Вам её заполнять не нужно.',
  },
  due_moved: {
    title: 'Срок проверки перенесён',
    body: '«{{check}}»: новый срок — {{due}}.',
  },
  missed: {
    title: 'Проверка пропущена',
    body: '«{{check}}», исполнитель {{executor}}: до {{due}} не сдана и закрыта. При необходимости назначьте новую.',
  },
  declined: {
    title: 'Отказ от проверки',
    body: '«{{check}}», исполнитель {{executor}}. Причина: {{reason}}. При необходимости назначьте новую проверку.',
  },
  answer_failed: {
    title: 'Найдено нарушение',
    body: '«{{check}}», исполнитель {{executor}}. Вопрос: «{{question}}». Откройте проверку и примите меры.',
  },
  report_ready: {
    title: 'Отчёт готов',
    body: '«{{check}}»: отчёт {{format}} можно скачать.',
  },
  executor_inactive: {
    title: 'Исполнитель отключён',
    body: {
      one: '{{executor}} больше не работает в системе. Переназначьте {{count}} проверку: {{checks}}.',
      few: '{{executor}} больше не работает в системе. Переназначьте {{count}} проверки: {{checks}}.',
      many: '{{executor}} больше не работает в системе. Переназначьте {{count}} проверок: {{checks}}.',
      other: '{{executor}} больше не работает в системе. Переназначьте {{count}} проверки: {{checks}}.',
    },
  },
};
