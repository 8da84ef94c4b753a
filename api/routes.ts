import type { Services } from '../services/context';
import type { Route } from './route';
import { auditRoutes } from './routes/audit';
import { authRoutes } from './routes/auth';
import { checkRoutes } from './routes/checks';
import { fileRoutes } from './routes/files';
import { noticeRoutes } from './routes/notices';
import { reportRoutes } from './routes/reports';
import { templateRoutes } from './routes/templates';

/** Every endpoint of the API. */
export function allRoutes(services: Services): Route[] {
  return [
    ...authRoutes(services),
    ...templateRoutes(services),
    ...checkRoutes(services),
    ...fileRoutes(services),
    ...reportRoutes(services),
    ...noticeRoutes(services),
    ...auditRoutes(services),
  ];
}
