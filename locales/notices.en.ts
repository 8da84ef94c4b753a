import type { noticesRu } from './notices.ru';
import type { Translated } from './message';

export const noticesEn = {
  assigned: { title: 'A check is assigned to you', body: '“{{check}}”. Fill it in by {{due}}.' },
  reminder: {
    title: 'A check is due soon',
    body: '“{{check}}” is due {{due}}. Fill it in and submit it in time.',
  },
  overdue: {
    title: 'A check is overdue',
    body: '“{{check}}” was due {{due}}. Fill it in and submit it as soon as you can.',
  },
  escalation: {
    title: 'A check is late',
    body: '“{{check}}”, executor {{executor}}, was due {{due}}. Escalation step {{level}}. Contact the executor or reassign the check.',
  },
  returned: {
    title: 'A check was returned for rework',
    body: '“{{check}}”. Reason: {{reason}}. Correct it and submit it by {{due}}.',
  },
  submitted_for_review: {
    title: 'A check awaits your review',
    body: '“{{check}}”, executor {{executor}}. Accept it or return it by {{due}}.',
  },
  review_overdue: {
    title: 'A review is late',
    body: '“{{check}}”, executor {{executor}}, was to be reviewed by {{due}}. Accept it or return it.',
  },
  accepted: { title: 'A check was accepted', body: '“{{check}}” was accepted. Nothing more to do.' },
  cancelled: {
    title: 'A check was cancelled',
    body: '“{{check}}”. Reason: {{reason}}. It need not be filled in.',
  },
  reassigned_away: {
    title: 'A check was handed over',
    body: '“{{check}}” is now filled in by {{executor}}. You need not fill it in.',
  },
  due_moved: { title: 'A due time was moved', body: '“{{check}}” is now due {{due}}.' },
  missed: {
    title: 'A check was missed',
    body: '“{{check}}”, executor {{executor}}, was not submitted by {{due}} and is closed. Assign a new one if needed.',
  },
  declined: {
    title: 'A check was declined',
    body: '“{{check}}”, executor {{executor}}. Reason: {{reason}}. Assign a new check if needed.',
  },
  answer_failed: {
    title: 'A failure was found',
    body: '“{{check}}”, executor {{executor}}. Question: “{{question}}”. Open the check and take measures.',
  },
  report_ready: { title: 'A report is ready', body: '“{{check}}”: the {{format}} report can be downloaded.' },
  executor_inactive: {
    title: 'An executor’s account is off',
    body: {
      one: '{{executor}} no longer works here. Reassign {{count}} check: {{checks}}.',
      other: '{{executor}} no longer works here. Reassign {{count}} checks: {{checks}}.',
    },
  },
  action_assigned: { title: 'An action is assigned to you', body: '“{{action}}”. Do it by {{due}}.' },
  action_reminder: {
    title: 'An action is due soon',
    body: '“{{action}}” is due {{due}}. Do it and report it done in time.',
  },
  action_overdue: {
    title: 'An action is overdue',
    body: '“{{action}}” was due {{due}}. Do it as soon as you can.',
  },
  action_escalation: {
    title: 'An action is late',
    body: '“{{action}}”, owner {{owner}}, was due {{due}}. Escalation step {{level}}. Contact the owner or hand the action over.',
  },
  action_done: {
    title: 'Work awaits your verification',
    body: '“{{action}}”: {{owner}} reports it done. Look at it on site, then verify or return it by {{due}}.',
  },
  action_verify_overdue: {
    title: 'A verification is late',
    body: '“{{action}}”, owner {{owner}}, was to be verified by {{due}}. Verify it or return it.',
  },
  action_returned: {
    title: 'Work was returned',
    body: '“{{action}}”. Reason: {{reason}}. Correct it and report it done by {{due}}.',
  },
  action_verified: { title: 'Work was verified', body: '“{{action}}” was verified. Nothing more to do.' },
  action_cancelled: {
    title: 'An action was cancelled',
    body: '“{{action}}”. Reason: {{reason}}. It need not be done.',
  },
  action_reassigned_away: {
    title: 'An action was handed over',
    body: '“{{action}}” is now owned by {{owner}}. You need not do it.',
  },
  action_due_moved: { title: 'A due time was moved', body: '“{{action}}” is now due {{due}}.' },
  owner_inactive: {
    title: 'An owner’s account is off',
    body: {
      one: '{{executor}} no longer works here. Hand over {{count}} action: {{actions}}.',
      other: '{{executor}} no longer works here. Hand over {{count}} actions: {{actions}}.',
    },
  },
  slot_missed: {
    title: 'A scheduled check was not opened',
    body: 'Schedule “{{schedule}}”: the slot of {{due}} came while the system was down, and its window has passed. Open the check by hand if it is still needed; the schedule’s slots show all that were missed.',
  },
  slot_template_archived: {
    title: 'A schedule’s template is archived',
    body: 'Schedule “{{schedule}}” opened nothing at {{due}}: its template is archived. Choose another template or delete the schedule.',
  },
  executor_passed_over: {
    title: 'An executor was passed over',
    body: 'Schedule “{{schedule}}”: {{executor}} cannot fill in checks now and was given nothing at {{due}}. Choose another executor.',
  },
  backup_failed: {
    title: 'A backup was not made',
    body: 'The backup begun at {{due}} (UTC) failed: {{reason}}. The last good one is of {{last}} UTC. Mend the cause and make one by npm run backup.',
  },
  first_backup_failed: {
    title: 'A backup was not made',
    body: 'The backup begun at {{due}} (UTC) failed: {{reason}}. There is no good one yet. Mend the cause and make one by npm run backup.',
  },
  telegram_blocked: {
    title: 'The Telegram bot is blocked',
    body: '{{person}} gets no more notices by Telegram: the bot is blocked, or the account deleted. The link is undone; it can be made again in the panel.',
  },
  daily_digest: {
    title: 'Digest for {{date}}',
    body: 'Open checks: {{open}}. Due today: {{due_today}}. Overdue: {{overdue}}. Waiting for review: {{to_review}}. Completed yesterday: {{done_yesterday}}, with faults: {{failed_yesterday}}.',
  },
} satisfies Translated<typeof noticesRu>;
