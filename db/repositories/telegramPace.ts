import type { Connection } from '../connection';

export interface Pace {
  subject: string;
  /** From one to the next. */
  everyMs: number;
}

/** Turns to speak, shared by all processes: Telegram counts by bot, not by process. */
export function createTelegramPace(connection: Connection) {
  return {
    /** Takes the next turn of all these subjects; returns after how many milliseconds it comes. */
    async takeTurn(paces: readonly Pace[]): Promise<number> {
      const { rows } = await connection.raw(
        `with pace as (
           select * from jsonb_to_recordset(?::jsonb) as p(subject text, "everyMs" int) order by subject
         ), turn as (
           insert into telegram_pace as t (subject, next_at)
           select subject, clock_timestamp() + "everyMs" * interval '1 millisecond' from pace
           on conflict (subject) do update
             set next_at = greatest(t.next_at, clock_timestamp()) + (excluded.next_at - clock_timestamp())
           returning t.subject, t.next_at
         )
         select ceil(max(extract(epoch from t.next_at - clock_timestamp()) * 1000 - p."everyMs"))::int as wait_ms
           from turn t join pace p using (subject)`,
        [JSON.stringify(paces)],
      );
      return Math.max(0, (rows[0] as { wait_ms: number }).wait_ms);
    },
    async dropPast(): Promise<void> {
      await connection('telegram_pace')
        .where('next_at', '<', connection.raw(`now() - interval '1 minute'`))
        .delete();
    },
  };
}
