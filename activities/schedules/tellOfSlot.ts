import type { SlotCause } from '../../domain/schedule';
import type { NewNotice } from '../../db/repositories/notices';
import type { PersonRow } from '../../db/repositories/people';
import type { ScheduleRow } from '../../db/repositories/schedules';
import type { Tx } from '../../db/transaction';
import type { Slot } from '../../domain/slots';

export interface SlotReport {
  schedule: ScheduleRow;
  slot: Slot;
  missed: readonly SlotCause[];
  /** Executors who can fill nothing in now. */
  passedOver: readonly PersonRow[];
}

/** What somebody has to put right; a pause or a holiday is as it was wanted. */
const FAULTY: readonly SlotCause[] = ['outage', 'template_archived'];

/** Tells whoever keeps the schedule, at most once a day of each matter. */
export async function tellOfSlot(
  tx: Tx,
  { schedule, slot, missed, passedOver }: SlotReport,
  now: Date,
): Promise<void> {
  const cause = missed.find((one) => FAULTY.includes(one));
  if (!cause && passedOver.length === 0) return;
  const keepers = await keepersOf(tx, schedule);
  const day = now.toISOString().slice(0, 10);
  const common = { schedule: schedule.name, due: slot.at.toISOString(), time_zone: schedule.time_zone };
  const notices = keepers.flatMap((user_id): NewNotice[] => [
    ...(cause
      ? [
          {
            user_id,
            kind: cause === 'outage' ? 'slot_missed' : 'slot_template_archived',
            check_id: null,
            key: `slot:${schedule.id}:${cause}:${day}`,
            data: common,
          },
        ]
      : []),
    ...passedOver.map((person) => ({
      user_id,
      kind: 'executor_passed_over',
      check_id: null,
      key: `slot:${schedule.id}:passed_over:${person.id}:${day}`,
      data: { ...common, executor: person.full_name },
    })),
  ]);
  await tx.notices.tell(notices);
}

/** Its maker; where that person is gone, those who keep schedules over the whole plant. */
async function keepersOf(tx: Tx, { created_by }: ScheduleRow): Promise<string[]> {
  const maker = created_by ? await tx.people.find(created_by) : undefined;
  if (maker?.active) return [maker.id];
  return (await tx.people.administrators(['MANAGE_SCHEDULES'])).map(({ id }) => id);
}
