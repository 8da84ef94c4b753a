import type { SchedulePlan } from '../../db/repositories/schedules';
import type { Tx } from '../../db/transaction';
import { DomainError, type Fault } from '../../domain/errors';
import { scheduleFaults } from '../../domain/schedule';
import { canFill } from '../../policies/fit';

export type ScheduleFields = SchedulePlan & { name: string };

/**
 * The path of the area that the given fields name; undefined where they name none.
 * @throws DomainError `schedule.invalid` with all faults, `template.archived`
 */
export async function judgeSchedule(
  { people, places, templates }: Pick<Tx, 'people' | 'places' | 'templates'>,
  fields: Partial<ScheduleFields>,
): Promise<string[] | undefined> {
  const { template_id, executor_ids = [], area_id } = fields;
  const faults: Fault[] = scheduleFaults(fields);
  const [template] = template_id ? await templates.heads([template_id]) : [];
  if (template_id && !template) faults.push({ path: '/template_id', code: 'schedule.unknown_template' });
  const persons = new Map((await people.findMany(executor_ids)).map((one) => [one.id, one]));
  executor_ids.forEach((id, index) => {
    const person = persons.get(id);
    if (!person || !canFill(person))
      faults.push({ path: `/executor_ids/${index}`, code: 'schedule.unknown_executor' });
  });
  const place = area_id ? await places.find(area_id) : undefined;
  if (area_id && !place) faults.push({ path: '/area_id', code: 'schedule.unknown_area' });
  if (faults.length > 0) throw new DomainError('schedule.invalid', { faults });
  if (template?.status === 'archived') throw new DomainError('template.archived');
  return area_id === undefined ? undefined : (place?.path ?? []);
}
