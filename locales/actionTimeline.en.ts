import type { actionTimelineRu } from './actionTimeline.ru';
import type { Translated } from './message';

export const actionTimelineEn = {
  opened: 'The action was assigned. Owner: {{owner}}. Due: {{due}}.',
  started: 'Work begun: {{actor}}.',
  done: 'Reported done: {{actor}}.',
  verified: 'Work verified: {{actor}}.',
  returned: 'Returned: {{actor}}.',
  returned_reason: 'Returned: {{actor}}. Reason: {{reason}}',
  cancelled: 'Cancelled: {{actor}}.',
  cancelled_reason: 'Cancelled: {{actor}}. Reason: {{reason}}',
  changed: 'The action was changed: {{actor}}.',
  commented: '{{actor}}: “{{text}}”',
  answer_passed: 'The answer in the check was changed and no longer fails. The action stays open.',
  reminded: 'The owner was reminded.',
  reminded_skipped: 'No reminder was sent: its time was past.',
  overdue: 'Overdue since {{due}}.',
  overdue_verify: 'The verification is overdue since {{due}}.',
  escalated: 'Escalation, step {{level}} ({{after}}). Told: {{to}}.',
  escalated_nobody: 'Escalation, step {{level}} ({{after}}). There was nobody to tell.',
} satisfies Translated<typeof actionTimelineRu>;
