import { useTemplateWords } from '../words';
import type { DraftQuestion, Patch } from './draft';
import { FlagField, NumberField, TextField } from './fields';
import { OptionsField } from './OptionsField';

interface OwnFieldsProps {
  path: string;
  question: DraftQuestion;
  onPatch: (patch: Patch<DraftQuestion>) => void;
}

type NumberName =
  | 'decimals'
  | 'min'
  | 'max'
  | 'limit_min'
  | 'limit_max'
  | 'min_selected'
  | 'max_selected'
  | 'max_length'
  | 'min_photos'
  | 'max_photos';

/** What a type of question has of its own. */
export function OwnFields({ path, question, onPatch }: OwnFieldsProps) {
  const t = useTemplateWords();
  const number = (name: NumberName, more: { description?: string; isWhole?: boolean } = {}) => (
    <NumberField
      path={`${path}/${name}`}
      label={t(`field.${name}`)}
      value={question[name]}
      onNumber={(value) => onPatch({ [name]: value })}
      {...more}
    />
  );
  const whole = (name: NumberName) => number(name, { isWhole: true });
  const moment = (name: 'not_before' | 'not_after', type: 'date' | 'time' | 'text', description?: string) => (
    <TextField
      path={`${path}/${name}`}
      label={t(`field.${name}`)}
      type={type}
      value={question[name]}
      onText={(value) => onPatch({ [name]: value || undefined })}
      {...(description && { description })}
    />
  );
  switch (question.type) {
    case 'single_choice':
      return <OptionsField path={`${path}/options`} question={question} />;
    case 'multi_choice':
      return (
        <>
          <OptionsField path={`${path}/options`} question={question} />
          <div className="tpl-grid">
            {whole('min_selected')}
            {whole('max_selected')}
          </div>
        </>
      );
    case 'number':
      return (
        <div className="tpl-grid">
          <TextField
            path={`${path}/unit`}
            label={t('field.unit')}
            value={question.unit}
            maxLength={40}
            onText={(unit) => onPatch({ unit: unit || undefined })}
          />
          {whole('decimals')}
          {number('min', { description: t('hint.range') })}
          {number('max')}
          {number('limit_min', { description: t('hint.limit') })}
          {number('limit_max')}
        </div>
      );
    case 'text':
      return (
        <div className="tpl-grid">
          {number('max_length', { isWhole: true, description: t('hint.max_length') })}
          <FlagField
            path={`${path}/multiline`}
            label={t('field.multiline')}
            isSet={question.multiline}
            onFlag={(multiline) => onPatch({ multiline: multiline || undefined })}
          />
        </div>
      );
    case 'date':
    case 'time':
      return (
        <div className="tpl-grid">
          {moment('not_before', question.type)}
          {moment('not_after', question.type)}
        </div>
      );
    case 'datetime':
      return (
        <div className="tpl-grid">
          {moment('not_before', 'text', t('hint.datetime'))}
          {moment('not_after', 'text')}
        </div>
      );
    case 'photo':
      return (
        <div className="tpl-grid">
          {whole('min_photos')}
          {whole('max_photos')}
        </div>
      );
    case 'yes_no':
    case 'signature':
    case 'instruction':
      return null;
  }
}
