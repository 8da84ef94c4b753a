import type { Connection } from './connection';
import { createActionComments } from './repositories/actionComments';
import { createActionEvents } from './repositories/actionEvents';
import { createActions } from './repositories/actions';
import { createAnalytics } from './repositories/analytics';
import { createAnswers } from './repositories/answers';
import { createAuditLog } from './repositories/auditLog';
import { createBackups } from './repositories/backups';
import { createBitrixCalls } from './repositories/bitrixCalls';
import { createBitrixEvents } from './repositories/bitrixEvents';
import { createBitrixTasks } from './repositories/bitrixTasks';
import { createBitrixTokens } from './repositories/bitrixTokens';
import { createBitrixUsers } from './repositories/bitrixUsers';
import { createChecks } from './repositories/checks';
import { createComments } from './repositories/comments';
import { createDigests } from './repositories/digests';
import { createEvents } from './repositories/events';
import { createFiles } from './repositories/files';
import { createIdempotencyKeys } from './repositories/idempotencyKeys';
import { createLiveChanges } from './repositories/liveChanges';
import { createLoginFailures } from './repositories/loginFailures';
import { createNotices } from './repositories/notices';
import { createPeople } from './repositories/people';
import { createPlaces } from './repositories/places';
import { createProcesses } from './repositories/processes';
import { createReports } from './repositories/reports';
import { createRequestCounts } from './repositories/requestCounts';
import { createRetention } from './repositories/retention';
import { createRoles } from './repositories/roles';
import { createSchedules } from './repositories/schedules';
import { createSessions } from './repositories/sessions';
import { createSlots } from './repositories/slots';
import { createTaskRuns } from './repositories/taskRuns';
import { createTelegramLinks } from './repositories/telegramLinks';
import { createTelegramPace } from './repositories/telegramPace';
import { createTelegramTalks } from './repositories/telegramTalks';
import { createTelegramUpdates } from './repositories/telegramUpdates';
import { createTemplates } from './repositories/templates';
import { createTimeline } from './repositories/timeline';

export function createRepositories(connection: Connection) {
  return {
    actionComments: createActionComments(connection),
    actionEvents: createActionEvents(connection),
    actions: createActions(connection),
    analytics: createAnalytics(connection),
    answers: createAnswers(connection),
    auditLog: createAuditLog(connection),
    backups: createBackups(connection),
    bitrixCalls: createBitrixCalls(connection),
    bitrixEvents: createBitrixEvents(connection),
    bitrixTasks: createBitrixTasks(connection),
    bitrixTokens: createBitrixTokens(connection),
    bitrixUsers: createBitrixUsers(connection),
    checks: createChecks(connection),
    comments: createComments(connection),
    digests: createDigests(connection),
    events: createEvents(connection),
    files: createFiles(connection),
    idempotencyKeys: createIdempotencyKeys(connection),
    liveChanges: createLiveChanges(connection),
    loginFailures: createLoginFailures(connection),
    notices: createNotices(connection),
    people: createPeople(connection),
    places: createPlaces(connection),
    processes: createProcesses(connection),
    reports: createReports(connection),
    requestCounts: createRequestCounts(connection),
    retention: createRetention(connection),
    roles: createRoles(connection),
    schedules: createSchedules(connection),
    sessions: createSessions(connection),
    slots: createSlots(connection),
    taskRuns: createTaskRuns(connection),
    telegramLinks: createTelegramLinks(connection),
    telegramPace: createTelegramPace(connection),
    telegramTalks: createTelegramTalks(connection),
    telegramUpdates: createTelegramUpdates(connection),
    templates: createTemplates(connection),
    timeline: createTimeline(connection),
  };
}

export type Repositories = ReturnType<typeof createRepositories>;
