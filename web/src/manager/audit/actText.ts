import { panelManagerRu } from '../../../../locales/panelManager.ru';
import type { ManagerWords } from '../words';

type Entity = keyof typeof panelManagerRu.audit.entities;
type Act = keyof typeof panelManagerRu.audit.acts;

/** `check.answer` → «Проверка: ответ»; what has no words yet stays as it is. */
export function actText(t: ManagerWords, action: string): string {
  const [entity = '', act = ''] = action.split('.');
  const { entities, acts } = panelManagerRu.audit;
  if (!(entity in entities)) return action;
  const subject = t(`audit.entities.${entity as Entity}`);
  return `${subject}: ${act in acts ? t(`audit.acts.${act as Act}`) : act}`;
}
