import type { Services } from '../../services/context';
import type { Route } from '../route';
import { checkActs } from './checks/acts';
import { checkAnswering } from './checks/answering';
import { checkCommenting } from './checks/commenting';
import { checkReading } from './checks/reading';

export function checkRoutes(services: Services): Route[] {
  return [
    ...checkReading(services),
    ...checkAnswering(services),
    ...checkCommenting(services),
    ...checkActs(services),
  ];
}
