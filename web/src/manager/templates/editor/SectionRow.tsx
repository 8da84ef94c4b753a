import { Stack, UnstyledButton } from '@mantine/core';
import { hasRule } from '../../../../../domain/rules';
import { ConditionField } from '../conditions/ConditionField';
import { useConditionText } from '../conditions/useConditionText';
import { useTemplateWords } from '../words';
import { DragHandle } from './DragHandle';
import type { DraftSection } from './draft';
import { patchSection, questionsIn, retitle } from './editDraft';
import { useDraftNow, useEditor, useFaultsUnder } from './editorContext';
import { TextField } from './fields';
import { IdField } from './IdField';
import { More } from './More';
import { RowMenu } from './RowMenu';
import { useRow } from './useRow';

interface SectionRowProps {
  path: string;
  section: DraftSection;
  isOpen: boolean;
}

export function SectionRow({ path, section, isOpen }: SectionRowProps) {
  const t = useTemplateWords();
  const { select } = useEditor();
  const draft = useDraftNow();
  const { setNodeRef, style, isDragging, handle } = useRow(section.key);
  const own = [
    useFaultsUnder(`${path}/title`),
    useFaultsUnder(`${path}/id`),
    useFaultsUnder(`${path}/visible_if`),
  ];
  const faults = own.flat();
  const conditionText = useConditionText(questionsIn(draft));
  const name = section.title.trim() || t('list_of.section_untitled');
  return (
    <li
      ref={setNodeRef}
      style={style}
      className="tpl-row tpl-section"
      data-open={isOpen}
      data-dragging={isDragging}
      data-faulty={faults.length > 0}
      data-path={path}
    >
      <div className="tpl-row-head">
        <DragHandle name={name} {...handle} />
        <UnstyledButton
          className="tpl-row-name"
          aria-expanded={isOpen}
          onClick={() => select(isOpen ? undefined : section.key)}
        >
          <span className="tpl-row-text">{name}</span>
          {hasRule(section.visible_if) && (
            <span className="tpl-row-traits">
              {t('list_of.when', { condition: conditionText(section.visible_if) })}
            </span>
          )}
          {faults.length > 0 && (
            <span className="tpl-row-faults">{t('faults.count', { count: faults.length })}</span>
          )}
        </UnstyledButton>
        <RowMenu rowKey={section.key} name={name} />
      </div>
      {isOpen && <SectionForm path={path} section={section} />}
    </li>
  );
}

function SectionForm({ path, section }: { path: string; section: DraftSection }) {
  const t = useTemplateWords();
  const draft = useDraftNow();
  const { change } = useEditor();
  const idFaults = useFaultsUnder(`${path}/id`);
  const ruleFaults = useFaultsUnder(`${path}/visible_if`);
  const { key } = section;
  return (
    <Stack gap="md" className="tpl-form">
      <TextField
        path={`${path}/title`}
        label={t('field.title')}
        value={section.title}
        maxLength={500}
        onText={(title) => change((now) => retitle(now, key, title), `${key} title`)}
      />
      <More label={t('more.conditions')} isSet={hasRule(section.visible_if)} isFaulty={ruleFaults.length > 0}>
        <ConditionField
          path={`${path}/visible_if`}
          label={t('field.visible_if')}
          otherwise={t('condition.always')}
          rule={section.visible_if}
          questions={questionsIn({
            ...draft,
            sections: draft.sections.filter((other) => other.key !== key),
          })}
          onRule={(visible_if) => change((now) => patchSection(now, key, { visible_if }), `${key} rule`)}
        />
      </More>
      <More label={`${t('more.id')}: ${section.id}`} isSet={false} isFaulty={idFaults.length > 0}>
        <IdField path={`${path}/id`} part={section} isQuestion={false} />
      </More>
    </Stack>
  );
}
