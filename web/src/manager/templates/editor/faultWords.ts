import type { Fault } from '../../../../../domain/errors';
import { panelTemplatesRu } from '../../../../../locales/panelTemplates.ru';
import { fieldWords, type TemplateWords } from '../words';
import type { Draft } from './draft';

type Codes = typeof panelTemplatesRu.fault;
type KnownCode = `field.${keyof Codes['field'] & string}` | `template.${keyof Codes['template'] & string}`;

function isKnown(code: string): code is KnownCode {
  const [group = '', name = ''] = code.split('.');
  const words: Record<string, unknown> = panelTemplatesRu.fault;
  return Object.hasOwn(words, group) && Object.hasOwn(words[group] as object, name);
}

export function faultWords(t: TemplateWords, { code, params = {} }: Fault): string {
  if (!isKnown(code)) return t('fault.unfit');
  if (code !== 'template.bad_range') return t(`fault.${code}`, params);
  const { low = '', high = '' } = params;
  return t('fault.template.bad_range', {
    low: fieldWords(t, String(low)),
    high: fieldWords(t, String(high)),
  });
}

/** Where a JSON Pointer points, as people say it: «Вопрос 3 «Шины?» · Баллы, вариант 2». */
export function placeWords(t: TemplateWords, path: string, { sections }: Draft): string {
  const [root, , s, , q, ...rest] = path.split('/').slice(1);
  if (root === 'settings') {
    const [, field = '', index, inner] = path.split('/').slice(1);
    const step = index === undefined ? '' : `, ${t('faults.step', { number: Number(index) + 1 })}`;
    return `${t('faults.settings')} · ${fieldWords(t, inner && inner !== 'to' ? inner : field)}${step}`;
  }
  const section = s === undefined ? undefined : sections[Number(s)];
  if (root !== 'structure' || !section) return `${t('faults.template')} · ${fieldWords(t, root ?? '')}`;
  const question = q === undefined ? undefined : section.questions[Number(q)];
  if (!question) {
    const title = section.title || t('list_of.section_untitled');
    return `${t('faults.section', { title })} · ${fieldWords(t, path.split('/')[4] ?? 'questions')}`;
  }
  const number = sections.slice(0, Number(s)).reduce((sum, one) => sum + one.questions.length, Number(q) + 1);
  const text = question.text || t('faults.untitled');
  return `${t('faults.question', { number, text })} · ${questionField(t, rest)}`;
}

function questionField(t: TemplateWords, [field = '', index, inner]: string[]): string {
  if (field === 'options' && index !== undefined)
    return `${fieldWords(t, inner ?? 'options')}, ${t('faults.option', { number: Number(index) + 1 })}`;
  if (field === 'on_fail' && index !== undefined)
    return fieldWords(t, index === 'action' && inner ? inner : index);
  return fieldWords(t, field);
}
