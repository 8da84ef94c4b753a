import type { TemplateWords } from '../words';
import type { Place } from './editDraft';

/** What a row is called, also while it has no text yet. */
export function nameOf(t: TemplateWords, place: Place | undefined): string {
  if (place?.question) return place.question.text.trim() || t('list_of.question_untitled');
  return place?.section.title.trim() || t('list_of.section_untitled');
}
