import { withQuery } from './query';

interface ChecksAsked {
  /** First and last day of their opening. */
  from?: string;
  to?: string;
  area_id?: string;
  template_id?: string;
  status?: string;
  overdue?: string;
}

/** The list of the checks behind a figure. */
export const checksPath = (asked: ChecksAsked): string => withQuery('/checks', { ...asked });
