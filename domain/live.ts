/** What a live event can be about; wire names. */
export const LIVE_SUBJECTS = [
  'check',
  'action',
  'report',
  'notice',
  'schedule',
  'template',
  'area',
  'calendar',
] as const;

export type LiveSubject = (typeof LIVE_SUBJECTS)[number];

/** Of the subject that changed: enough to know what to read anew, and nothing that would need hiding. */
export interface LiveData {
  id: string;
  area_id?: string | null;
  status?: string;
  /** Of a report. */
  check_id?: string;
  /** The receiver could see it until this change. */
  gone?: true;
}

export type LiveEnd = 'session_ended' | 'token_expired' | 'too_slow' | 'server_stops';
