import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTemplateWords } from '../words';
import { takenIds, renameId, patchQuestion, patchSection } from './editDraft';
import { useDraftNow, useEditor, useFault } from './editorContext';
import { Spot } from './fields';

const GOOD = /^(?!(?:__proto__|constructor)$)[a-z0-9_-]{1,40}$/;

interface IdFieldProps {
  path: string;
  part: { key: string; id: string };
  isQuestion: boolean;
}

/** Taken when the field is left, and only if it is free: half an id must not pull along the rules of another. */
export function IdField({ path, part: { key, id }, isQuestion }: IdFieldProps) {
  const t = useTemplateWords();
  const draft = useDraftNow();
  const { change } = useEditor();
  const { error } = useFault(path);
  const [typed, setTyped] = useState<string>();
  const text = typed ?? id;
  const isTaken = takenIds(draft, key).has(text);
  const refusal = !GOOD.test(text) ? t('hint.id_bad') : isTaken ? t('hint.id_taken') : undefined;
  const take = () => {
    if (typed === undefined || refusal) return;
    setTyped(undefined);
    if (typed === id) return;
    const patch = { isAuto: undefined };
    change((now) => {
      const renamed = renameId(now, key, typed);
      return isQuestion ? patchQuestion(renamed, key, patch) : patchSection(renamed, key, patch);
    });
  };
  return (
    <Spot path={path}>
      <TextInput
        label={t('field.id')}
        description={t('hint.id')}
        value={text}
        maxLength={40}
        spellCheck={false}
        autoCapitalize="none"
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={take}
        onKeyDown={(event) => event.key === 'Enter' && take()}
        error={typed === undefined ? error : refusal}
        styles={{ input: { fontFamily: 'ui-monospace, monospace' } }}
      />
    </Spot>
  );
}
