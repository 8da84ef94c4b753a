import { Title } from '@mantine/core';
import { useRoles } from '../data/lookups';
import type { Template } from '../data/types';
import { Fact } from '../parts/Fact';
import { windowText } from '../schedules/windows';
import { useManagerWords } from '../words';

/** By what rules a check of the template lives. */
export function TemplateRules({ template: { settings } }: { template: Template }) {
  const t = useManagerWords();
  const { data: roles = [] } = useRoles();
  const { due_in, review, allow_decline, pass_score } = settings;
  const reviewRole = review.startsWith('role:') ? review.slice('role:'.length) : undefined;
  const title = roles.find(({ name }) => name === reviewRole)?.title ?? reviewRole;
  return (
    <section className="m-card" aria-labelledby="rules">
      <Title order={2} size="h4" id="rules">
        {t('templates.rules')}
      </Title>
      <dl className="m-facts">
        <Fact name={t('templates.due_in')}>{windowText(t, due_in)}</Fact>
        <Fact name={t('templates.review')}>
          {title
            ? t('templates.review_role', { role: title })
            : t(review === 'supervisor' ? 'templates.review_supervisor' : 'templates.review_none')}
        </Fact>
        <Fact name={t('templates.decline')}>
          {t(allow_decline ? 'templates.allowed' : 'templates.forbidden')}
        </Fact>
        {pass_score !== undefined && <Fact name={t('templates.pass_score')}>{pass_score}</Fact>}
      </dl>
    </section>
  );
}
