import type { Services } from '../../services/context';
import { templateEditing } from './templates/editing';
import { templateFiles } from './templates/files';
import { templateReading } from './templates/reading';
import type { Route } from '../route';

export function templateRoutes(services: Services): Route[] {
  return [...templateReading(services), ...templateEditing(services), ...templateFiles(services)];
}
