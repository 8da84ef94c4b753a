import type { Area } from '../../db/models/people';
import type { Tx } from '../../db/transaction';
import { DomainError, type Fault } from '../../domain/errors';
import { isBlank } from '../../domain/plainText';

export interface AreaFields {
  name: string;
  parent_id: string | null;
  time_zone: string;
  calendar_id: string | null;
}

/**
 * The path of the area above, once the fields are set; empty for the top. `current` is undefined for a new area.
 * @throws DomainError `area.invalid` with all faults
 */
export async function judgeArea(
  { places }: Pick<Tx, 'places'>,
  { name, parent_id, calendar_id }: Partial<AreaFields>,
  current?: Area,
): Promise<string[]> {
  const [parent, calendar] = await Promise.all([
    parent_id ? places.area(parent_id) : undefined,
    calendar_id ? places.calendar(calendar_id) : undefined,
  ]);
  const faults: Fault[] = [];
  if (name !== undefined && isBlank(name)) faults.push({ path: '/name', code: 'field.missing' });
  if (calendar_id && !calendar) faults.push({ path: '/calendar_id', code: 'area.unknown_calendar' });
  if (parent_id && !parent) faults.push({ path: '/parent_id', code: 'area.unknown_parent' });
  if (current && parent?.path.includes(current.id)) faults.push({ path: '/parent_id', code: 'area.cycle' });
  if (faults.length > 0) throw new DomainError('area.invalid', { faults });
  return parent_id === undefined ? (current?.path.slice(0, -1) ?? []) : (parent?.path ?? []);
}
