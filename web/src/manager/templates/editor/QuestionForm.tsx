import { Select, Stack } from '@mantine/core';
import { hasRule } from '../../../../../domain/rules';
import { QUESTION_TYPES } from '../../../../../domain/questionShape';
import type { QuestionType } from '../../../../../domain/template';
import { ConditionField } from '../conditions/ConditionField';
import { useManagerWords } from '../../words';
import { useTemplateWords } from '../words';
import type { DraftQuestion, Patch } from './draft';
import { patchQuestion, questionsIn, retitle, retyped } from './editDraft';
import { useDraftNow, useEditor, useFault, useFaultsUnder } from './editorContext';
import { FlagField, LongTextField, NumberField, Spot } from './fields';
import { GuidanceField } from './GuidanceField';
import { IdField } from './IdField';
import { More } from './More';
import { OnFailFields } from './OnFailFields';
import { OwnFields } from './OwnFields';

/** Everything of one question: what is used daily in sight, the rest one press away. */
export function QuestionForm({ path, question }: { path: string; question: DraftQuestion }) {
  const t = useTemplateWords();
  const m = useManagerWords();
  const draft = useDraftNow();
  const { change } = useEditor();
  const { key, type } = question;
  const { error: typeError } = useFault(`${path}/type`);
  const patch = (some: Patch<DraftQuestion>) =>
    change((now) => patchQuestion(now, key, some), `${key} ${Object.keys(some).join()}`);
  const retype = (next: QuestionType) =>
    change((now) => patchQuestion(now, key, replaced(question, retyped(question, next))));
  const isAsked = type !== 'instruction';
  const all = questionsIn(draft);
  const before = all
    .slice(
      0,
      all.findIndex((one) => one.key === key),
    )
    .findLast((one) => one.type !== 'instruction');
  const isFaulty = (fields: string[]) => fields.some((field) => faulty.has(field));
  const faulty = useFaultyFields(path);
  return (
    <Stack gap="md" className="tpl-form">
      <LongTextField
        path={`${path}/text`}
        label={t('field.text')}
        value={question.text}
        onText={(text) => change((now) => retitle(now, key, text), `${key} text`)}
        maxLength={2000}
        data-first
      />
      <div className="tpl-grid">
        <Spot path={`${path}/type`}>
          <Select
            label={t('field.type')}
            value={type}
            allowDeselect={false}
            error={typeError}
            data={QUESTION_TYPES.map((one) => ({ value: one, label: m(`templates.type.${one}`) }))}
            onChange={(next) => next && retype(next as QuestionType)}
            maxDropdownHeight={320}
          />
        </Spot>
        {isAsked && (
          <Stack gap={0} justify="flex-end">
            <FlagField
              path={`${path}/required`}
              label={t('field.required')}
              isSet={question.required ?? true}
              onFlag={(required) => patch({ required })}
            />
            <FlagField
              path={`${path}/allow_na`}
              label={t('field.allow_na')}
              isSet={question.allow_na}
              onFlag={(allow_na) => patch({ allow_na })}
            />
          </Stack>
        )}
      </div>
      <OwnFields path={path} question={question} onPatch={patch} />
      {isAsked && (
        <More
          label={t('more.on_fail')}
          isSet={question.on_fail !== undefined || hasRule(question.fails_if)}
          isFaulty={isFaulty(['on_fail', 'fails_if'])}
        >
          <ConditionField
            path={`${path}/fails_if`}
            label={t('field.fails_if')}
            otherwise={t('condition.default_failure')}
            rule={question.fails_if}
            questions={all}
            selfId={question.id}
            suggestedId={question.id}
            onRule={(fails_if) => patch({ fails_if })}
          />
          <OnFailFields path={`${path}/on_fail`} question={question} onPatch={patch} />
        </More>
      )}
      <More
        label={t('more.conditions')}
        isSet={hasRule(question.visible_if)}
        isFaulty={isFaulty(['visible_if'])}
      >
        <ConditionField
          path={`${path}/visible_if`}
          label={t('field.visible_if')}
          otherwise={t('condition.always')}
          rule={question.visible_if}
          questions={all.filter((one) => one.key !== key)}
          suggestedId={before?.id}
          onRule={(visible_if) => patch({ visible_if })}
        />
      </More>
      <More
        label={t('more.appearance')}
        isSet={question.hint !== undefined || question.guidance_file_id !== undefined}
        isFaulty={isFaulty(['hint', 'guidance_file_id'])}
      >
        <LongTextField
          path={`${path}/hint`}
          label={t('field.hint')}
          description={t('hint.hint')}
          value={question.hint}
          maxLength={4000}
          onText={(hint) => patch({ hint: hint || undefined })}
        />
        <GuidanceField path={`${path}/guidance_file_id`} question={question} onPatch={patch} />
      </More>
      {isAsked && (
        <More
          label={t('more.score')}
          isSet={question.critical === true || (question.weight ?? 1) !== 1}
          isFaulty={isFaulty(['weight', 'critical'])}
        >
          <FlagField
            path={`${path}/critical`}
            label={t('field.critical')}
            isSet={question.critical}
            onFlag={(critical) => patch({ critical })}
          />
          <NumberField
            path={`${path}/weight`}
            label={t('field.weight')}
            description={t('hint.weight')}
            value={question.weight}
            onNumber={(weight) => patch({ weight })}
            min={0}
          />
        </More>
      )}
      <More label={`${t('more.id')}: ${question.id}`} isSet={false} isFaulty={isFaulty(['id'])}>
        <IdField path={`${path}/id`} part={question} isQuestion />
      </More>
    </Stack>
  );
}

/** A patch that makes the one the other, fields that are gone included. */
function replaced(before: DraftQuestion, after: DraftQuestion): Patch<DraftQuestion> {
  const gone = Object.keys(before).filter((field) => !Object.hasOwn(after, field));
  return { ...Object.fromEntries(gone.map((field) => [field, undefined])), ...after };
}

const FIELDS = ['on_fail', 'fails_if', 'visible_if', 'hint', 'guidance_file_id', 'weight', 'critical', 'id'];

function useFaultyFields(path: string): Set<string> {
  const counts = FIELDS.map((field) => [field, useFaultsUnder(`${path}/${field}`).length] as const);
  return new Set(counts.filter(([, count]) => count > 0).map(([field]) => field));
}
