import { Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client';
import { useDayText } from '../analytics/useDayText';
import type { Template } from '../data/types';
import { useManagerWords } from '../words';
import type { ListFilterValues, ListPatch } from './checksAsked';

interface NamedFiltersProps {
  values: ListFilterValues;
  onDrop: (patch: ListPatch) => void;
}

/** The filters that have no field of their own, in words; a press drops one. */
export function NamedFilters({ values, onDrop }: NamedFiltersProps) {
  const t = useManagerWords();
  const questionText = useQuestionText(values.template_id, values.failed_question_id);
  const daysText = useDaysText();
  const named: { text: string; patch: ListPatch }[] = [];
  if (values.failed_question_id)
    named.push({
      text: t('checks.only.failed', { question: questionText }),
      patch: { failed_question_id: '' },
    });
  if (values.late) named.push({ text: t('checks.only.late'), patch: { late: '' } });
  if (values.opened_from || values.opened_to)
    named.push({ text: daysText(values), patch: { opened_from: '', opened_to: '' } });
  if (values.area_id && values.area_below === 'false')
    named.push({ text: t('checks.only.area'), patch: { area_below: '' } });
  if (values.without_area) named.push({ text: t('checks.only.without_area'), patch: { without_area: '' } });
  if (named.length === 0) return null;
  return (
    <Group gap="xs" role="group" aria-label={t('checks.only.label')}>
      {named.map(({ text, patch }) => (
        <Button
          key={text}
          variant="light"
          mih={44}
          h="auto"
          py={6}
          styles={{ label: { whiteSpace: 'normal', textAlign: 'start' } }}
          rightSection={<span aria-hidden="true">✕</span>}
          aria-label={t('checks.only.drop', { filter: text })}
          onClick={() => onDrop(patch)}
        >
          {text}
        </Button>
      ))}
    </Group>
  );
}

function useDaysText(): (days: Pick<ListFilterValues, 'opened_from' | 'opened_to'>) => string {
  const t = useManagerWords();
  const dayText = useDayText();
  return ({ opened_from: from, opened_to: to }) => {
    if (from === to) return t('checks.only.day', { day: dayText(from) });
    if (!to) return t('checks.only.days_from', { from: dayText(from) });
    if (!from) return t('checks.only.days_to', { to: dayText(to) });
    return t('checks.only.days', { from: dayText(from), to: dayText(to) });
  };
}

/** In the words of the template's last version; its id where it is not in it, or where no template is named. */
function useQuestionText(template_id: string, question_id: string): string {
  const { data } = useQuery({
    queryKey: ['template', template_id, ''],
    queryFn: () => api.get<Template>(`/templates/${template_id}`),
    enabled: template_id !== '' && question_id !== '',
    retry: false,
  });
  const questions = data?.structure.sections.flatMap((section) => section.questions) ?? [];
  return questions.find(({ id }) => id === question_id)?.text ?? question_id;
}
