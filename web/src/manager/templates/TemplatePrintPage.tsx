import '../manager.css';
import './templates.css';
import { Anchor, Button, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { hasRule } from '../../../../domain/rules';
import { api } from '../../api/client';
import { Loading } from '../../parts/Loading';
import { PageTitle } from '../../parts/PageTitle';
import { PageProblem } from '../../parts/PageProblem';
import { useLanguage } from '../../words/words';
import { withQuery } from '../data/query';
import type { Template } from '../data/types';
import { useFilters } from '../data/useFilters';
import { useTimeText } from '../parts/When';
import { useManagerWords } from '../words';
import { useConditionText } from './conditions/useConditionText';
import { contentOfTemplate } from './contentOfTemplate';
import type { PlainQuestion } from './editor/draft';
import { rangeText } from './traits';
import { type TemplateWords, useTemplateWords } from './words';

/** A blank form for paper: for the day on which every phone is empty. */
export function TemplatePrintPage() {
  const t = useTemplateWords();
  const timeText = useTimeText();
  const { template_id = '' } = useParams();
  const { values } = useFilters(['version'] as const);
  const { data, error, refetch } = useQuery({
    queryKey: ['template', template_id, values.version],
    queryFn: () => api.get<Template>(withQuery(`/templates/${template_id}`, values)),
  });
  if (!data)
    return error ? (
      <PageProblem error={error} onRetry={() => void refetch()} list="/templates" />
    ) : (
      <Loading />
    );
  return (
    <div className="m-page tpl-blank">
      <Group justify="space-between" className="m-acts">
        <Anchor component={Link} to={`/templates/${template_id}`} size="sm" py="xs">
          ← {t('editor.back')}
        </Anchor>
        <Button onClick={() => window.print()}>{t('print.print')}</Button>
      </Group>
      <PageTitle>{data.name}</PageTitle>
      {data.description && <Text>{data.description}</Text>}
      <div className="tpl-blank-head">
        {(['executor', 'area', 'date', 'signature'] as const).map((word) => (
          <Line key={word} label={t(`print.${word}`)} />
        ))}
      </div>
      <Form template={data} />
      <Line label={t('print.comment')} isTall />
      <Text size="sm" c="dimmed">
        {t('print.version', { version: data.version, time: timeText(data.updated_at) })}
      </Text>
    </div>
  );
}

function Form({ template }: { template: Template }) {
  const t = useTemplateWords();
  const m = useManagerWords();
  const language = useLanguage();
  const { sections } = contentOfTemplate(template).structure;
  const conditionText = useConditionText(sections.flatMap(({ questions }) => questions));
  let number = 0;
  return sections.map(({ id, title, visible_if, questions }) => (
    <section key={id} className="tpl-blank-section">
      <h2>{title}</h2>
      {hasRule(visible_if) && <p>{t('print.if', { condition: conditionText(visible_if) })}</p>}
      {questions.map((question) => {
        number += 1;
        return (
          <div key={question.id} className="tpl-blank-question">
            <div>
              {hasRule(question.visible_if) && (
                <em>{t('print.if', { condition: conditionText(question.visible_if) })} </em>
              )}
              <strong>
                {number}. {question.text}
              </strong>
              {question.hint && <div className="tpl-blank-hint">{question.hint}</div>}
              {question.type === 'number' && (
                <div className="tpl-blank-hint">{rangeText(m, question, language)}</div>
              )}
            </div>
            <Boxes question={question} t={t} />
          </div>
        );
      })}
    </section>
  ));
}

function Boxes({ question, t }: { question: PlainQuestion; t: TemplateWords }) {
  const { type, options = [], unit, allow_na } = question;
  if (type === 'instruction') return null;
  const choices = type === 'yes_no' ? [t('print.yes'), t('print.no')] : options.map(({ label }) => label);
  const all = allow_na ? [...choices, t('print.na')] : choices;
  return (
    <div className="tpl-blank-boxes">
      {type === 'photo' && <span>{t('print.photo')}</span>}
      {choices.length === 0 && type !== 'photo' && (
        <span className="tpl-blank-line" data-wide={type === 'text'}>
          {unit}
        </span>
      )}
      {all.map((label) => (
        <span key={label} className="tpl-blank-box">
          {label}
        </span>
      ))}
    </div>
  );
}

function Line({ label, isTall = false }: { label: string; isTall?: boolean }) {
  return (
    <div className="tpl-blank-field" data-tall={isTall}>
      {label}
    </div>
  );
}
