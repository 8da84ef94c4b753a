import { type Unsent, isAnswer, isSubmit } from '../api/unsent';
import type { PanelKey, Words } from '../words/words';

/** Of what it is how many: «2 ответа, 1 комментарий, сдача проверки». */
export function unsentWords(t: Words<PanelKey>, entries: readonly Unsent[]): string {
  const [answers, submits] = [entries.filter(isAnswer).length, entries.filter(isSubmit).length];
  const comments = entries.length - answers - submits;
  return [
    answers > 0 && t('sync.answers', { count: answers }),
    comments > 0 && t('sync.comments', { count: comments }),
    submits > 0 && t('sync.submits', { count: submits }),
  ]
    .filter(Boolean)
    .join(', ');
}
