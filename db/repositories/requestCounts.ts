import type { Connection } from '../connection';

export interface SubjectCount {
  subject: string;
  requests: number;
}

export function createRequestCounts(connection: Connection) {
  return {
    /** Adds what one process has counted in a window; returns what all of them have. */
    async add(windowStart: Date, counts: readonly SubjectCount[]): Promise<SubjectCount[]> {
      const { rows } = (await connection.raw(
        // In order, so that two processes never wait for each other.
        `insert into request_counts (subject, window_start, requests)
         select subject, ?, requests from unnest(?::text[], ?::int[]) as counted(subject, requests) order by subject
         on conflict (subject, window_start)
           do update set requests = request_counts.requests + excluded.requests
         returning subject, requests`,
        [windowStart, counts.map(({ subject }) => subject), counts.map(({ requests }) => requests)],
      )) as { rows: SubjectCount[] };
      return rows;
    },

    async dropOlder(than: Date): Promise<void> {
      await connection('request_counts').where('window_start', '<', than).delete();
    },
  };
}
