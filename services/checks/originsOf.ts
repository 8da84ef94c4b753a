import type { ServiceContext } from '../context';

/** What opened a check by itself. */
export interface CheckOrigin {
  id: string;
  schedule: { id: string; name: string } | null;
  slot_at: Date | null;
}

/** Of checks that the caller sees. */
export async function originsOf(ctx: ServiceContext, ids: readonly string[]): Promise<CheckOrigin[]> {
  const checks = await ctx.db.read.checks.byIds(ids);
  return checks.map(({ id, schedule_id, schedule_name: name, slot_at }) => ({
    id,
    schedule: schedule_id !== null && name !== null ? { id: schedule_id, name } : null,
    slot_at,
  }));
}
