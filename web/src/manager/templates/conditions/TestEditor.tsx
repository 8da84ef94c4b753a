import { ActionIcon, Select } from '@mantine/core';
import { useTemplateWords } from '../words';
import {
  checkFieldType,
  isState,
  type NamedQuestion,
  type Operator,
  OPERATORS,
  type Test,
} from './condition';
import { withOperator, withQuestion } from './defaultTest';
import { TestValue } from './TestValue';
import { operatorText } from './useConditionText';

interface TestEditorProps {
  test: Test;
  number: number;
  questions: readonly NamedQuestion[];
  selfId?: string;
  onTest: (test: Test | undefined) => void;
}

export function TestEditor({ test, number, questions, selfId, onTest }: TestEditorProps) {
  const t = useTemplateWords();
  const question = questions.find(({ id }) => id === test.question);
  const operators = operatorsFor(question, selfId);
  const label = (word: 'question' | 'operator') => `${t(`condition.${word}`)} ${number}`;
  const named = (isIn: (id: string) => boolean) =>
    questions
      .filter(({ id }) => isIn(id))
      .map(({ id, text }) => ({
        value: id,
        label:
          id === selfId
            ? `${t('condition.own')}: ${text}`
            : text || `${t('list_of.question_untitled')} (${id})`,
      }));
  const gone = question ? [] : [{ value: test.question, label: t('condition.gone', { id: test.question }) }];
  return (
    <div className="tpl-test">
      <Select
        aria-label={label('question')}
        searchable
        allowDeselect={false}
        value={test.question}
        error={!question}
        maxDropdownHeight={320}
        data={[
          { group: t('condition.of_answers'), items: [...named((id) => !checkFieldType(id)), ...gone] },
          { group: t('condition.of_check'), items: named((id) => checkFieldType(id) !== undefined) },
        ].filter(({ items }) => items.length > 0)}
        onChange={(id) => {
          const next = questions.find((one) => one.id === id);
          if (next) onTest(withQuestion(test, next));
        }}
      />
      <Select
        aria-label={label('operator')}
        allowDeselect={false}
        value={test.operator}
        data={[...new Set([...operators, test.operator])].map((operator) => ({
          value: operator,
          label: operatorText(t, operator, question?.type),
        }))}
        onChange={(operator) => operator && onTest(withOperator(test, operator as Operator, question))}
      />
      {isState(test.operator) ? (
        <span />
      ) : (
        <TestValue
          key={`${test.question} ${test.operator}`}
          label={`${t('condition.value')} ${number}`}
          test={test}
          question={question}
          onValue={(value) => onTest({ ...test, value })}
        />
      )}
      <ActionIcon
        variant="default"
        size={44}
        aria-label={t('condition.remove_test', { number })}
        onClick={() => onTest(undefined)}
      >
        ×
      </ActionIcon>
    </div>
  );
}

/** Whether its own answer is failed is what is being judged. */
function operatorsFor(question: NamedQuestion | undefined, selfId: string | undefined): readonly Operator[] {
  if (!question) return [];
  const all = OPERATORS[question.type];
  return question.id === selfId ? all.filter((operator) => !isState(operator)) : all;
}
