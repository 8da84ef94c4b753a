import type { PanelKey, Words } from '../words/words';
import type { HandedIn } from './handedIn';

/** What came out of it; nothing where nothing is judged. */
export function verdictWords(t: Words<PanelKey>, { verdict, score }: Pick<HandedIn, 'verdict' | 'score'>) {
  return [verdict && t(`verdict.${verdict}`), score !== null && t('verdict.score', { score })]
    .filter(Boolean)
    .join(', ');
}
