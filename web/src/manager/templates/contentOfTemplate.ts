import type { Template } from '../data/types';
import type { TemplateContent } from './editor/draft';

/** What of a template is edited and compared. */
export function contentOfTemplate({
  name,
  description,
  area_id,
  structure,
  settings,
}: Template): TemplateContent {
  // The API's type lists every type of question apart; the editor's question has the fields of all.
  return { name, description, area_id, settings, structure } as unknown as TemplateContent;
}
