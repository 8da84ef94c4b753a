import type { Services } from '../../../services/context';
import type { Route } from '../../route';

export function templateFiles(_services: Services): Route[] {
  return [];
}
