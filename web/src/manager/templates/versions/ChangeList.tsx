import { Text } from '@mantine/core';
import type { TemplateContent } from '../editor/draft';
import { fieldWords, useTemplateWords } from '../words';
import type { FieldChange } from './fieldChanges';
import { type Change, templateChanges } from './templateChanges';
import { useFieldText } from './useFieldText';

interface ChangeListProps {
  label: string;
  before: TemplateContent;
  after: TemplateContent;
}

/** What was done between two versions, in words. */
export function ChangeList({ label, before, after }: ChangeListProps) {
  const t = useTemplateWords();
  const changeWords = useChangeWords();
  const questions = [before, after].flatMap(({ structure }) =>
    structure.sections.flatMap((section) => section.questions),
  );
  const fieldText = useFieldText(questions);
  const changes = templateChanges(before, after);
  if (changes.length === 0) return <Text>{t('versions.same')}</Text>;
  const fieldLine = ({ field, option, from, to }: FieldChange, selfId?: string): string => {
    if (field === 'option.added') return t('change.option_added', { option: String(to) });
    if (field === 'option.removed') return t('change.option_removed', { option: String(from) });
    if (field === 'option.order') return t('change.same_order', { to: fieldText(field, to) });
    const values = { from: fieldText(field, from, selfId), to: fieldText(field, to, selfId) };
    const name = field.slice(field.lastIndexOf('.') + 1);
    if (option !== undefined)
      return t('change.option_changed', { option, field: fieldWords(t, name).toLowerCase(), ...values });
    const isAction = field.startsWith('on_fail.action.') && name !== 'title';
    const words = fieldWords(t, field === 'on_fail.action.title' ? 'action' : name);
    return t('change.from_to', {
      field: isAction ? t('change.action', { field: words.toLowerCase() }) : words,
      ...values,
    });
  };
  return (
    <ul className="tpl-changes" aria-label={label}>
      {changes.map((change, index) => (
        // Changes have no names of their own and never move.
        <li key={index} data-kind={kindOf(change)}>
          <Text fw={600}>{changeWords(change)}</Text>
          {'fields' in change && (
            <ul>
              {change.fields.map((field) => {
                const line = fieldLine(field, 'question' in change ? change.question.id : undefined);
                return <li key={line}>{line}</li>;
              })}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}

function kindOf({ kind }: Change): string {
  return kind.slice(kind.lastIndexOf('_') + 1);
}

function useChangeWords(): (change: Change) => string {
  const t = useTemplateWords();
  return (change) => {
    switch (change.kind) {
      case 'template':
      case 'settings':
        return t(`change.${change.kind}`);
      case 'section_added':
      case 'section_removed':
      case 'section_changed':
        return t(`change.${change.kind}`, { title: change.title });
      case 'section_moved':
        return `${t('change.section_moved', { title: change.title })}, ${place(change.after)}`;
      case 'question_added':
      case 'question_removed':
        return t(`change.${change.kind}`, { text: change.question.text, section: change.section });
      case 'question_changed':
        return t('change.question_changed', { text: change.question.text });
      case 'question_moved': {
        const { from, to, question } = change;
        const words =
          from === to
            ? t('change.question_moved', { text: question.text })
            : t('change.question_moved_to', { text: question.text, from, to });
        return `${words}, ${place(change.after)}`;
      }
    }
  };
  function place(after: string | null): string {
    return after === null ? t('change.first') : t('change.after', { name: after });
  }
}
