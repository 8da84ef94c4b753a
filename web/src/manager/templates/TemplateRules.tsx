import { Title } from '@mantine/core';
import type { Settings } from '../../../../domain/template';
import type { Template } from '../data/types';
import { Fact } from '../parts/Fact';
import { useManagerWords } from '../words';
import { useFieldText } from './versions/useFieldText';
import { useTemplateWords } from './words';

/** By what rules a check of the template lives. */
export function TemplateRules({ template }: { template: Template }) {
  const t = useManagerWords();
  const words = useTemplateWords();
  const fieldText = useFieldText([]);
  const settings = template.settings as Settings;
  const names = [
    'due_in',
    'working_time',
    'reminders',
    'escalation',
    'miss_after',
    'review',
    ...(settings.review === 'none' ? [] : (['review_due_in'] as const)),
    'report_formats',
    'allow_decline',
    'pass_score',
  ] as const;
  return (
    <section className="m-card" aria-labelledby="rules">
      <Title order={2} size="h4" id="rules">
        {t('templates.rules')}
      </Title>
      <dl className="m-facts">
        {names
          .filter((name) => settings[name] !== undefined)
          .map((name) => (
            <Fact key={name} name={words(`field.${name}`)}>
              {name === 'report_formats' ? settings[name].join(', ') : fieldText(name, settings[name])}
            </Fact>
          ))}
      </dl>
    </section>
  );
}
