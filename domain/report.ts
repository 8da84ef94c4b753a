import type { Locale } from './actor';

/** What shapes a report; the same check revision, format and parameters give the same report. */
export interface ReportParameters {
  language: Locale;
  time_zone: string;
  only_failed: boolean;
  photos: boolean;
}

export function defaultReportParameters(timeZone: string): ReportParameters {
  return { language: 'ru', time_zone: timeZone, only_failed: false, photos: true };
}
