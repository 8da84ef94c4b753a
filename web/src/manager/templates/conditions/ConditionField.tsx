import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { hasRule } from '../../../../../domain/rules';
import type { Rule } from '../../../../../domain/template';
import { useFaultsUnder } from '../editor/editorContext';
import { Spot } from '../editor/fields';
import { useTemplateWords } from '../words';
import { useCheckFields } from './checkFields';
import { defaultTest } from './defaultTest';
import { fromRule } from './fromRule';
import { GroupEditor } from './GroupEditor';
import { RuleAsJson } from './RuleAsJson';
import { toRule } from './toRule';
import type { NamedQuestion } from './condition';

interface ConditionFieldProps {
  path: string;
  label: string;
  /** What holds while there is no condition. */
  otherwise: string;
  rule: Rule | undefined;
  questions: readonly NamedQuestion[];
  /** The question whose own failure is judged. */
  selfId?: string;
  /** Which question a new condition asks for at first. */
  suggestedId?: string | undefined;
  onRule: (rule: Rule | undefined) => void;
}

/** A rule by clicks; what clicks cannot say is shown as it is written and kept. */
export function ConditionField(props: ConditionFieldProps) {
  const { path, label, otherwise, rule, questions, selfId, suggestedId, onRule } = props;
  const t = useTemplateWords();
  const faults = useFaultsUnder(path);
  const [isJson, setJson] = useState(false);
  const subjects = [...questions.filter(({ type }) => type !== 'instruction'), ...useCheckFields()];
  const typeOf = (id: string) => questions.find((question) => question.id === id)?.type;
  const condition = hasRule(rule) ? fromRule(rule, typeOf, selfId) : undefined;
  const first = subjects.find(({ id }) => id === suggestedId) ?? subjects[0];
  return (
    <Spot path={path}>
      <fieldset className="tpl-part" aria-invalid={faults.length > 0}>
        <legend>{label}</legend>
        {!hasRule(rule) && (
          <Group gap="sm">
            <Text size="sm">{otherwise}</Text>
            {first && (
              <Button
                variant="default"
                mih={44}
                onClick={() => onRule(toRule({ joins: 'all', parts: [defaultTest(first)] }, selfId))}
              >
                {t('condition.add')}
              </Button>
            )}
          </Group>
        )}
        {hasRule(rule) && (isJson || !condition) && (
          <RuleAsJson
            rule={rule}
            isOpen={isJson}
            onOpen={() => setJson(true)}
            onApply={(next) => {
              setJson(false);
              onRule(next);
            }}
            onClose={() => setJson(false)}
          />
        )}
        {condition && !isJson && (
          <GroupEditor
            group={condition}
            questions={subjects}
            suggested={first}
            {...(selfId !== undefined && { selfId })}
            onGroup={(next) => onRule(next && toRule(next, selfId))}
          />
        )}
        {hasRule(rule) && (
          <Group gap="xs" mt="xs">
            {condition && !isJson && (
              <Button variant="subtle" mih={44} onClick={() => setJson(true)}>
                {t('condition.as_json')}
              </Button>
            )}
            <Button variant="subtle" c="var(--bad)" mih={44} onClick={() => onRule(undefined)}>
              {t('condition.remove')}
            </Button>
          </Group>
        )}
        {[...new Set(faults)].map((fault) => (
          <Text key={fault} size="sm" c="var(--bad)" role="alert">
            {fault}
          </Text>
        ))}
      </fieldset>
    </Spot>
  );
}
