import { ActionIcon, Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTemplateWords } from '../words';
import type { DraftOption, DraftQuestion, Patch } from './draft';
import { patched } from './draft';
import { anOption, mapRules, patchQuestion } from './editDraft';
import { useEditor, useFault } from './editorContext';
import { FlagField, NumberField, Spot, TextField } from './fields';
import { renameOptionInRule } from './renameInRule';
import { freeId, slugOf } from './slug';

const COLORS = ['green', 'yellow', 'orange', 'red', 'gray'] as const;
type Color = (typeof COLORS)[number];
const isColor = (color: string): color is Color => (COLORS as readonly string[]).includes(color);

interface OptionsFieldProps {
  path: string;
  question: DraftQuestion;
}

export function OptionsField({ path, question }: OptionsFieldProps) {
  const t = useTemplateWords();
  const { change } = useEditor();
  const { error } = useFault(path);
  const options = question.options ?? [];
  const put = (next: DraftOption[], tag?: string) =>
    change((draft) => patchQuestion(draft, question.key, { options: next }), tag);
  const swap = (index: number, step: number) => {
    const moved = options[index];
    if (moved) put(options.toSpliced(index, 1).toSpliced(index + step, 0, moved));
  };
  return (
    <Spot path={path}>
      <fieldset className="tpl-part">
        <legend>{t('field.options')}</legend>
        <Stack gap="sm">
          {options.map((option, index) => (
            <OptionRow
              key={option.key}
              path={`${path}/${index}`}
              question={question}
              option={option}
              number={index + 1}
              total={options.length}
              onRemove={() => put(options.toSpliced(index, 1))}
              onMove={(step) => swap(index, step)}
            />
          ))}
          {error && (
            <Text size="sm" c="var(--bad)">
              {error}
            </Text>
          )}
          <Button
            variant="default"
            w="fit-content"
            mih={44}
            onClick={() => put([...options, anOption(options.map(({ value }) => value))])}
          >
            {t('more.add_option')}
          </Button>
        </Stack>
      </fieldset>
    </Spot>
  );
}

interface OptionRowProps {
  path: string;
  question: DraftQuestion;
  option: DraftOption;
  number: number;
  total: number;
  onRemove: () => void;
  onMove: (step: -1 | 1) => void;
}

function OptionRow({ path, question, option, number, total, onRemove, onMove }: OptionRowProps) {
  const t = useTemplateWords();
  const { change } = useEditor();
  const [isOpen, setOpen] = useState(false);
  const { error: valueError } = useFault(`${path}/value`);
  const options = question.options ?? [];
  const patch = (some: Patch<DraftOption>, tag = 'label') => {
    const next = patched(option, some);
    change((draft) => {
      const changed = patchQuestion(draft, question.key, {
        options: options.map((one) => (one.key === option.key ? next : one)),
      });
      if (next.value === option.value) return changed;
      return mapRules(changed, (rule) => renameOptionInRule(rule, question.id, option.value, next.value));
    }, `${option.key} ${tag}`);
  };
  const relabel = (label: string) => {
    const others = new Set(options.filter(({ key }) => key !== option.key).map(({ value }) => value));
    const slug = slugOf(label);
    patch({ label, ...(option.isAuto && slug !== '' && { value: freeId(slug, others) }) });
  };
  const isShown = isOpen || valueError !== undefined;
  return (
    <div className="tpl-option">
      <Group gap={6} wrap="nowrap" align="flex-start">
        <div className="tpl-grow">
          <TextField
            path={`${path}/label`}
            aria-label={`${t('field.label')} ${number}`}
            placeholder={`${t('field.label')} ${number}`}
            value={option.label}
            onText={relabel}
          />
        </div>
        <ActionIcon
          variant="default"
          size={44}
          disabled={number === 1}
          aria-label={t('more.option_up', { number })}
          onClick={() => onMove(-1)}
        >
          ↑
        </ActionIcon>
        <ActionIcon
          variant="default"
          size={44}
          disabled={number === total}
          aria-label={t('more.option_down', { number })}
          onClick={() => onMove(1)}
        >
          ↓
        </ActionIcon>
        <ActionIcon
          variant="default"
          size={44}
          aria-label={t('more.remove_option', { number })}
          onClick={onRemove}
        >
          ×
        </ActionIcon>
      </Group>
      <Group gap="md">
        <FlagField
          path={`${path}/failed`}
          label={t('field.failed')}
          isSet={option.failed}
          onFlag={(failed) => patch({ failed: failed || undefined }, 'failed')}
        />
        <Button
          variant="subtle"
          size="compact-md"
          mih={44}
          aria-expanded={isShown}
          onClick={() => setOpen(!isOpen)}
        >
          {t('more.option_more')}
        </Button>
      </Group>
      {isShown && (
        <div className="tpl-grid">
          <NumberField
            path={`${path}/score`}
            label={t('field.score')}
            description={t('hint.score')}
            value={option.score}
            onNumber={(score) => patch({ score }, 'score')}
          />
          <Select
            label={t('field.color')}
            value={option.color ?? ''}
            allowDeselect={false}
            data={[
              { value: '', label: t('more.color_none') },
              ...[...COLORS, ...(option.color && !isColor(option.color) ? [option.color] : [])].map(
                (color) => ({
                  value: color,
                  label: isColor(color) ? t(`more.colors.${color}`) : color,
                }),
              ),
            ]}
            onChange={(color) => patch({ color: color || undefined }, 'color')}
          />
          <OptionValue
            path={`${path}/value`}
            option={option}
            onValue={(value) => patch({ value, isAuto: undefined })}
          />
        </div>
      )}
    </div>
  );
}

/** Taken when the field is left, as an id is. */
function OptionValue({
  path,
  option,
  onValue,
}: {
  path: string;
  option: DraftOption;
  onValue: (value: string) => void;
}) {
  const t = useTemplateWords();
  const { error } = useFault(path);
  const [typed, setTyped] = useState<string>();
  return (
    <Spot path={path}>
      <TextInput
        label={t('field.value')}
        value={typed ?? option.value}
        maxLength={200}
        error={error}
        styles={{ input: { fontFamily: 'ui-monospace, monospace' } }}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={() => {
          if (typed !== undefined && typed !== option.value) onValue(typed);
          setTyped(undefined);
        }}
      />
    </Spot>
  );
}
