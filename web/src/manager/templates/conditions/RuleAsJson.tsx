import { Button, Group, JsonInput, Text } from '@mantine/core';
import { useState } from 'react';
import type { Rule } from '../../../../../domain/template';
import { useTemplateWords } from '../words';

interface RuleAsJsonProps {
  rule: Rule;
  isOpen: boolean;
  onOpen: () => void;
  onApply: (rule: Rule) => void;
  onClose: () => void;
}

export function RuleAsJson({ rule, isOpen, onOpen, onApply, onClose }: RuleAsJsonProps) {
  const t = useTemplateWords();
  const written = JSON.stringify(rule, null, 2);
  const [typed, setTyped] = useState<string>();
  const [fault, setFault] = useState<string>();
  if (!isOpen)
    return (
      <>
        <Text size="sm">{t('condition.json_only')}</Text>
        <pre className="tpl-json" aria-label={t('condition.json')}>
          {written}
        </pre>
        <Button variant="default" w="fit-content" mih={44} onClick={onOpen}>
          {t('condition.as_json')}
        </Button>
      </>
    );
  const apply = () => {
    try {
      onApply(JSON.parse(typed ?? written));
      setTyped(undefined);
      setFault(undefined);
    } catch (error) {
      setFault(t('condition.json_bad', { reason: error instanceof Error ? error.message : String(error) }));
    }
  };
  return (
    <>
      <JsonInput
        label={t('condition.json')}
        value={typed ?? written}
        onChange={setTyped}
        error={fault}
        autosize
        minRows={4}
        maxRows={16}
        spellCheck={false}
        data-own-undo
        styles={{ input: { fontFamily: 'ui-monospace, monospace' } }}
      />
      <Group gap="xs" mt="xs">
        <Button mih={44} onClick={apply}>
          {t('condition.json_apply')}
        </Button>
        <Button variant="default" mih={44} onClick={onClose}>
          {t('condition.as_builder')}
        </Button>
      </Group>
    </>
  );
}
