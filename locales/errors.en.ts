import type { ErrorCode } from '../domain/errors';
import type { ErrorWords } from './message';

export const errorsEn = {
  'request.invalid': {
    title: 'The request is not valid',
    detail: 'Correct the fields listed and send the request again.',
  },
  'request.too_large': {
    title: 'The request is too large',
    detail: 'Send the data in parts: this much cannot be taken in one request.',
  },
  'request.media_type': {
    title: 'Unsupported media type',
    detail: 'Send the data in one of the types that this address takes; /docs describes them.',
  },
  'request.not_found': {
    title: 'There is no such address',
    detail: 'Check the address of the request. The full list is in /docs.',
  },
  'request.method_not_allowed': {
    title: 'Method not allowed',
    detail: 'Only the methods in the Allow header are available at this address.',
  },
  'request.precondition_required': {
    title: 'The version is not stated',
    detail: 'Send the number of the version that you are changing in the If-Match header.',
  },
  'request.precondition_failed': {
    title: 'The version is out of date',
    detail: 'A newer version appeared while you were editing. Open it and make your change again.',
  },
  'auth.bad_credentials': {
    title: 'Sign-in failed',
    detail: 'The user name or the password is wrong. Check the keyboard layout and Caps Lock, and try again.',
  },
  'auth.too_many_attempts': {
    title: 'Too many sign-in attempts',
    detail: 'Wait a little and try again. If you forgot the password, ask your administrator.',
  },
  'auth.token_missing': { title: 'Sign-in needed', detail: 'Sign in and repeat the action.' },
  'auth.token_invalid': { title: 'The token is not valid', detail: 'Sign in again and repeat the action.' },
  'auth.token_expired': { title: 'The token has expired', detail: 'Refresh the token or sign in again.' },
  'auth.session_ended': {
    title: 'The session has ended',
    detail: 'Sign in again. If that does not work, ask your administrator.',
  },
  'auth.refresh_invalid': {
    title: 'The session cannot be renewed',
    detail: 'Sign in again with your user name and password.',
  },
  'auth.weak_password': {
    title: 'The password is too weak',
    detail: 'Choose a longer, less usual password: this one is easy to guess.',
  },
  'access.denied': {
    title: 'Not allowed',
    detail: 'You have no permission for this action. If your work needs it, ask your administrator.',
  },
  'user.not_found': {
    title: 'User not found',
    detail: 'There is no such user, or you may not see it. Choose another from the list.',
  },
  'user.inactive': {
    title: 'The user is deactivated',
    detail: 'Choose somebody else, or ask an administrator to activate this account.',
  },
  'user.username_taken': {
    title: 'The username is taken',
    detail: 'There already is a user named {{username}}. Choose another name.',
  },
  'area.not_found': {
    title: 'Area not found',
    detail: 'There is no such area, or you may not see it. Choose another from the list.',
  },
  'template.not_found': {
    title: 'Template not found',
    detail: 'There is no such template or version, or you may not see it. Choose another from the list.',
  },
  'template.invalid': {
    title: 'The template has faults',
    detail: 'Correct the places listed and save the template again.',
  },
  'template.name_taken': {
    title: 'The name is taken',
    detail: 'An active template already has this name. Change that one, or choose another name.',
  },
  'template.archived': {
    title: 'The template is archived',
    detail: 'An archived template cannot be used. Choose an active one or create a new one.',
  },
  'template.import_unreadable': {
    title: 'The template file cannot be read',
    detail: 'Upload the template as JSON or XLSForm (.xlsx), and check that the file opens.',
  },
  'report_template.unreadable': {
    title: 'The report form cannot be read',
    detail: 'Upload the form as .fodt, .odt or .docx, and check that the file opens.',
  },
  'report_template.not_found': {
    title: 'No report form of its own',
    detail: 'No report form was uploaded for this template: the standard one is used.',
  },
  'check.not_found': {
    title: 'Check not found',
    detail: 'There is no such check, or you may not see it. Choose another from the list.',
  },
  'check.invalid': {
    title: 'The check cannot be carried out like this',
    detail: 'Correct the fields listed and repeat the action.',
  },
  'check.not_executor': {
    title: 'The check is not assigned to you',
    detail: 'Only its executor can answer. If you carry it out, ask for it to be reassigned to you.',
  },
  'check.own_review': {
    title: 'You cannot review your own check',
    detail: 'Another person with the permission to review must look at the result.',
  },
  'check.not_reviewer': {
    title: 'The review is not yours',
    detail: 'Only the person it was handed to can accept or return this check.',
  },
  'check.decline_not_allowed': {
    title: 'The check cannot be declined',
    detail: 'Its template does not allow it. Ask your supervisor to reassign it or to move its due time.',
  },
  'check.not_started': {
    title: 'The check has not been started',
    detail: 'Answer at least one question first.',
  },
  'check.not_submitted': {
    title: 'The check has not been submitted',
    detail: 'Only a submitted check can be accepted or returned. Wait until the executor submits it.',
  },
  'check.submitted': {
    title: 'The check is already submitted',
    detail: 'It awaits review and its answers cannot change. If they must, ask for it to be returned.',
  },
  'check.closed': {
    title: 'The check has ended',
    detail: 'It can no longer be changed. If you need new data, assign a new check.',
  },
  'check.incomplete': {
    title: 'The check is not complete',
    detail: {
      one: '{{count}} question is still to be filled in: see the list.',
      other: '{{count}} questions are still to be filled in: see the list.',
    },
  },
  'check.due_in_past': { title: 'The due time has passed', detail: 'Give a due time in the future.' },
  'check.executor_unfit': {
    title: 'The executor does not fit',
    detail: 'Choose an active user who is allowed to fill in checks.',
  },
  'answer.invalid': {
    title: 'The answer does not fit the question',
    detail: 'Correct the answers listed and send them again.',
  },
  'answer.changed': {
    title: 'The question was answered otherwise',
    detail:
      'While this answer waited to be sent, another device answered the question. Choose which answer is right.',
  },
  'file.not_found': {
    title: 'File not found',
    detail: 'There is no such file, or you may not see it. Upload it again.',
  },
  'file.unreadable': {
    title: 'The file was not accepted',
    detail: 'The file is damaged or of an unsupported type. Upload the picture as JPEG, PNG or WebP.',
  },
  'file.not_uploaded': {
    title: 'The file is not uploaded yet',
    detail: 'Send the content of the file to the link given first, then complete the upload.',
  },
  'file.too_large': {
    title: 'The file is too large',
    detail: 'Upload a file of at most 25 MB: make the picture smaller or take it at a lower quality.',
  },
  'file.attached': {
    title: 'The file is already attached',
    detail: 'The file has become part of a check and cannot be deleted.',
  },
  'report.not_found': {
    title: 'Report not found',
    detail: 'There is no such report, or you may not see it. Generate it again from the check.',
  },
  'report.check_open': {
    title: 'The check has not ended',
    detail: 'The report can be generated when the check has ended.',
  },
  'report.not_ready': {
    title: 'The report is not ready',
    detail: 'Wait a little and try the download again. If the report failed, generate it again.',
  },
  'notice.not_found': {
    title: 'Notice not found',
    detail: 'There is no such notice, or it is meant for somebody else.',
  },
  'user.invalid': {
    title: 'The user’s data do not fit',
    detail: 'Correct the listed fields and save again.',
  },
  'user.beyond_own_rights': {
    title: 'More rights than you have',
    detail:
      'You can neither give a role with rights that you lack nor change a user who has them. Ask an administrator.',
  },
  'user.own_password': {
    title: 'Your own password is changed elsewhere',
    detail: 'Change it in your profile, where your present password is asked for.',
  },
  'user.last_administrator': {
    title: 'This is the last administrator',
    detail: 'Appoint another administrator of the whole plant first, then repeat.',
  },
  'session.not_found': {
    title: 'Session not found',
    detail: 'There is no such session, or it has ended. Refresh the list.',
  },
  'role.not_found': { title: 'Role not found', detail: 'There is no such role. Choose another.' },
  'role.name_taken': {
    title: 'Role name taken',
    detail: 'There is a role {{name}} already. Choose another name.',
  },
  'role.beyond_own_rights': {
    title: 'More rights than you have',
    detail: 'You can give a role, or take from it, only rights that you have yourself.',
  },
  'role.protected': {
    title: 'The administrator’s role is protected',
    detail: 'The role admin keeps MANAGE_USERS and MANAGE_ROLES. Put them back and save again.',
  },
  'area.invalid': {
    title: 'The area’s data do not fit',
    detail: 'Correct the listed fields and save again.',
  },
  'area.name_taken': {
    title: 'Name taken',
    detail: 'There is an area “{{name}}” beside it already. Choose another name.',
  },
  'export.too_many_rows': {
    title: 'Too many rows for a workbook',
    detail: 'A workbook holds {{max}} rows at most. Narrow the filter or take CSV.',
  },
  'schedule.not_found': {
    title: 'Schedule not found',
    detail: 'There is no such schedule, or you may not see it. Refresh the list.',
  },
  'schedule.invalid': {
    title: 'The schedule has faults',
    detail: 'Correct the marked fields and save again.',
  },
  'schedule.name_taken': {
    title: 'The name is taken',
    detail: 'There is a schedule “{{name}}” already. Choose another name.',
  },
  'calendar.not_found': {
    title: 'Calendar not found',
    detail: 'There is no such calendar. Choose another.',
  },
  'calendar.invalid': {
    title: 'The calendar has faults',
    detail: 'Correct the listed places and save again.',
  },
  'calendar.name_taken': {
    title: 'Name taken',
    detail: 'There is a calendar “{{name}}” already. Choose another name.',
  },
  'calendar.used_elsewhere': {
    title: 'The calendar is shared with other areas',
    detail: 'Areas that you do not manage work by it. Make a calendar of your own and set that.',
  },
  'request.url_too_long': {
    title: 'The address is too long',
    detail: 'Shorten the query: give fewer filters or shorter values.',
  },
  'request.rate_limited': {
    title: 'Too many requests',
    detail: 'Wait for as long as Retry-After says, and repeat the request.',
  },
  'live.too_many_streams': {
    title: 'Too many open tabs',
    detail: 'At most {{max}} tabs of one user are kept up to date at once. Close some.',
  },
  'idempotency.mismatch': {
    title: 'The key has been used',
    detail: 'Another request was sent with this Idempotency-Key. Take a new key for a new act.',
  },
  'idempotency.in_progress': {
    title: 'The request is still running',
    detail:
      'The first request with this Idempotency-Key has not finished. Repeat it a little later with the same key.',
  },
  'query.invalid': {
    title: 'The query is not right',
    detail: 'The GraphQL query cannot be carried out: {{reason}}',
  },
  'query.too_deep': {
    title: 'The query goes too deep',
    detail: 'Ask for at most {{max}} levels of fields within each other; read the rest by a second query.',
  },
  'query.too_many_aliases': {
    title: 'Too many aliases',
    detail: 'One query takes at most {{max}} aliases. Split it into several.',
  },
  'query.too_costly': {
    title: 'The query asks for too much',
    detail:
      'It may reach {{cost}} objects, and {{max}} are allowed. Ask for smaller pages (first) or for fewer lists within lists.',
  },
  'query.timed_out': {
    title: 'The query took too long',
    detail: 'Ask for smaller pages or narrow the filter, then try again.',
  },
  'bitrix.off': {
    title: 'Bitrix24 is not connected',
    detail: 'This installation does not speak to Bitrix24. An administrator can turn it on.',
  },
  'bitrix.bad_event': {
    title: 'This is no event of Bitrix24',
    detail: 'A form with the name of the event and the number of the task is expected.',
  },
  'bitrix.bad_mapping': {
    title: 'The mapping was not saved',
    detail: 'Look through the list: each person and each Bitrix24 account may stand in it only once.',
  },
  'telegram.off': {
    title: 'Telegram is not connected',
    detail: 'This installation has no bot. An administrator can turn it on.',
  },
  'telegram.token_invalid': {
    title: 'This code is not good',
    detail:
      'The code is wrong, used or expired: it is good for 10 minutes. Get a new one in the panel and send it to the bot.',
  },
  'telegram.account_taken': {
    title: 'This Telegram account is taken',
    detail: 'Another person is linked to it. Unlink that person first, then send the code again.',
  },
  'action.not_found': {
    title: 'Action not found',
    detail: 'There is no such action, or you may not see it.',
  },
  'action.invalid': { title: 'The action has faults', detail: 'Correct the fields named and repeat.' },
  'action.not_owner': {
    title: 'The action is not yours',
    detail: 'Only its owner can start it and report it done.',
  },
  'action.own_work': {
    title: 'Nobody verifies their own work',
    detail: 'Another person has to verify or return it.',
  },
  'action.not_startable': {
    title: 'The action is under way',
    detail: 'Go on and report it done.',
  },
  'action.not_done': {
    title: 'The action is not done yet',
    detail: 'Only work that is done can be verified or returned.',
  },
  'action.done': {
    title: 'The action is done',
    detail: 'It awaits verification. To change it, return it first.',
  },
  'action.closed': {
    title: 'The action is closed',
    detail: 'It was verified or cancelled and cannot be changed.',
  },
  'action.evidence_required': {
    title: 'Evidence is required',
    detail: 'Attach a photo of what was done, then report it done again.',
  },
  'action.owner_unfit': {
    title: 'This person cannot own the action',
    detail: 'They are inactive or do not exist. Choose another owner.',
  },
  'action.due_in_past': { title: 'The due time is past', detail: 'Give a time in the future.' },
  'action.not_external': {
    title: 'The action has no counterpart in Bitrix24',
    detail: 'There is nothing to carry over: the exchange was off when the action was made.',
  },
  'service.unavailable': {
    title: 'A part of the system is unavailable',
    detail:
      'Try again in a few seconds. A command may have been carried out: repeat it with the same Idempotency-Key.',
  },
  internal: {
    title: 'Internal error',
    detail: 'Try again later. If it goes on, tell your administrator the number of the request (request_id).',
  },
} satisfies Record<ErrorCode, ErrorWords>;
