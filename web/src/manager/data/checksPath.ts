import { withQuery } from './query';

/** What the list of checks can be narrowed to by an address. */
export interface ChecksAsked {
  /** First and last day of their opening, by the reader's clock. */
  from?: string;
  to?: string;
  /** The same by the clock of their area. */
  opened_from?: string;
  opened_to?: string;
  area_id?: string;
  area_below?: 'false';
  without_area?: 'true';
  template_id?: string;
  failed_question_id?: string;
  status?: string;
  verdict?: 'pass' | 'fail';
  overdue?: 'true';
  late?: 'true';
}

/** The list of the checks behind a figure. */
export const checksPath = (asked: ChecksAsked): string => withQuery('/checks', { ...asked });
