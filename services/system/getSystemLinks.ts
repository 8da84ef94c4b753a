import { authorize } from '../../policies/authorize';
import type { ServiceContext } from '../context';
import type { SystemLinks } from './watch';

export function getSystemLinks(ctx: ServiceContext): SystemLinks {
  authorize(ctx.actor, 'view', 'System');
  return ctx.watch?.links ?? { temporal_ui: null, grafana_url: null };
}
