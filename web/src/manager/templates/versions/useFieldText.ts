import type { EscalationStep } from '../../../../../domain/template';
import { isRecord } from '../../../../../domain/shape';
import { useLanguage } from '../../../words/words';
import { useAreas } from '../../data/lookups';
import { useTargetText } from '../../parts/useTargetText';
import { useManagerWords } from '../../words';
import type { NamedQuestion } from '../conditions/condition';
import { useConditionText } from '../conditions/useConditionText';
import { useDurationText } from '../useDurationText';
import { useTemplateWords } from '../words';

type TypeKey = Parameters<ReturnType<typeof useManagerWords>>[0] & `templates.type.${string}`;

const DURATIONS = new Set(['due_in', 'miss_after', 'review_due_in', 'on_fail.action.due_in']);
const RULES = new Set(['visible_if', 'fails_if']);

/** The value of a template's field as people say it. */
export function useFieldText(
  questions: readonly NamedQuestion[],
): (field: string, value: unknown, selfId?: string) => string {
  const t = useTemplateWords();
  const m = useManagerWords();
  const language = useLanguage();
  const durationText = useDurationText();
  const targetText = useTargetText();
  const conditionText = useConditionText(questions);
  const { data: areas = [] } = useAreas();

  const text = (field: string, value: unknown, selfId?: string): string => {
    if (value === undefined || value === null || value === '') return t('change.none');
    if (RULES.has(field)) return conditionText(value, field === 'fails_if' ? selfId : undefined);
    if (typeof value === 'boolean') return t(value ? 'change.yes' : 'change.no');
    if (typeof value === 'number') return value.toLocaleString(language);
    if (Array.isArray(value)) {
      if (value.length === 0) return t('change.none');
      return value.map((item) => text(itemOf(field), item)).join(field === 'escalation' ? '; ' : ', ');
    }
    if (isStep(value)) return `${durationText(value.after)}: ${value.to.map(targetText).join(', ')}`;
    if (typeof value !== 'string') return JSON.stringify(value);
    if (DURATIONS.has(field) || field === 'reminder') return durationText(value);
    if (field === 'type') return m(`templates.type.${value}` as TypeKey);
    if (field === 'review') return reviewText(value);
    if (field === 'area_id') return areas.find(({ id }) => id === value)?.name ?? '…';
    if (field === 'guidance_file_id') return t('change.picture');
    if (field === 'target' || field === 'on_fail.action.owner') return targetText(value);
    if (field === 'on_fail.action.priority') return priorityText(value);
    return t('condition.quoted', { text: value });
  };
  const reviewText = (value: string) => {
    if (value.startsWith('role:')) return t('settings.review_role', { role: targetText(value) });
    return t(value === 'supervisor' ? 'settings.review_supervisor' : 'settings.review_none');
  };
  const priorityText = (value: string) =>
    value === 'low' || value === 'medium' || value === 'high' ? t(`more.priorities.${value}`) : value;
  return text;
}

function itemOf(field: string): string {
  if (field === 'reminders') return 'reminder';
  return field === 'on_fail.notify' ? 'target' : 'item';
}

function isStep(value: unknown): value is EscalationStep {
  return isRecord(value) && typeof value.after === 'string' && Array.isArray(value.to);
}
