import { DomainError, ERROR_CODES, type ErrorCode } from '../../domain/errors';
import type { Route } from '../route';
import { compileCoercing } from '../schema/compile';

/** A reader of path parameters: one that cannot be an id of its subject is not there. */
export function paramsReader(route: Route): (params: Record<string, string>) => Record<string, string> {
  if (!route.params) return (params) => params;
  const check = compileCoercing(route.params);
  return (given) => {
    const params = { ...given };
    const [fault] = check(params);
    if (fault) throw new DomainError(notFoundCode(route, fault.path.slice(1)));
    return params;
  };
}

/** `check_id` → `check.not_found`; for a parameter without a subject of its own, the first that the route declares. */
export function notFoundCode(route: Route, parameter: string): ErrorCode {
  const own = `${parameter.replace(/_id$/, '')}.not_found`;
  return (
    ERROR_CODES.find((code) => code === own) ??
    route.refuses.find((code) => code.endsWith('.not_found')) ??
    'request.not_found'
  );
}
