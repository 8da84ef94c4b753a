import type { Repositories } from '../../db/repositories';
import type { Fault } from '../../domain/errors';
import type { NamedInTemplate } from './namedInTemplate';

/** A fault for each place that names a user (active ones only) or a role that there is not. */
export async function targetFaults(
  rows: Pick<Repositories, 'templates'>,
  { targets }: NamedInTemplate,
): Promise<Fault[]> {
  const named = (kind: 'user' | 'role') =>
    targets.flatMap(({ name }) => (name.startsWith(`${kind}:`) ? name.slice(kind.length + 1) : []));
  const [userIds, roles] = [named('user'), named('role')];
  if (userIds.length === 0 && roles.length === 0) return [];
  const known = await rows.templates.known({ userIds, roles });
  return targets.flatMap(({ name, path }): Fault[] => {
    const [, id] = name.split(':');
    if (id === undefined || known.has(id)) return [];
    return path === '/settings/review'
      ? [{ path, code: 'template.unknown_role', params: { role: id } }]
      : [{ path, code: 'template.unknown_target', params: { target: name } }];
  });
}
