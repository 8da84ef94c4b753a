import type { Services } from '../services/context';
import type { Route } from './route';
import { analyticsRoutes } from './routes/analytics';
import { actionRoutes } from './routes/actions';
import { areaRoutes } from './routes/areas';
import { auditRoutes } from './routes/audit';
import { authRoutes } from './routes/auth';
import { calendarRoutes } from './routes/calendars';
import { checkRoutes } from './routes/checks';
import { eventRoutes } from './routes/events';
import { exportRoutes } from './routes/exports';
import { fileRoutes } from './routes/files';
import { integrationRoutes } from './routes/integrations';
import { noticeRoutes } from './routes/notices';
import { reportRoutes } from './routes/reports';
import { roleRoutes } from './routes/roles';
import { scheduleRoutes } from './routes/schedules';
import { sessionRoutes } from './routes/sessions';
import { systemRoutes } from './routes/system';
import { templateRoutes } from './routes/templates';
import { userRoutes } from './routes/users';

/** Every endpoint of the API. */
export function allRoutes(services: Services): Route[] {
  return [
    ...authRoutes(services),
    ...templateRoutes(services),
    ...checkRoutes(services),
    ...actionRoutes(services),
    ...scheduleRoutes(services),
    ...fileRoutes(services),
    ...reportRoutes(services),
    ...noticeRoutes(services),
    ...eventRoutes(services),
    ...sessionRoutes(services),
    ...userRoutes(services),
    ...roleRoutes(services),
    ...areaRoutes(services),
    ...calendarRoutes(services),
    ...analyticsRoutes(services),
    ...exportRoutes(services),
    ...integrationRoutes(services),
    ...systemRoutes(services),
    ...auditRoutes(services),
  ];
}
