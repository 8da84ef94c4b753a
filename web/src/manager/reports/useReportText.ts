import type { Report } from '../data/types';
import { useManagerWords } from '../words';

/** What makes a report another than the usual one: its language, and what is left out. */
export function useReportText(): (report: Pick<Report, 'format' | 'parameters'>) => string {
  const t = useManagerWords();
  return ({ format, parameters }) =>
    [
      format,
      parameters.language && t(`reports.languages.${parameters.language}`),
      parameters.only_failed && t('reports.only_failed').toLowerCase(),
      parameters.photos === false && t('reports.without_photos').toLowerCase(),
    ]
      .filter(Boolean)
      .join(' · ');
}
