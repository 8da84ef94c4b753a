import '../manager.css';
import './templates.css';
import { Anchor, Group, Select, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { api } from '../../api/client';
import { Loading } from '../../parts/Loading';
import { PageTitle } from '../../parts/PageTitle';
import { PageProblem } from '../../parts/PageProblem';
import { withQuery } from '../data/query';
import type { Page, Template, TemplateVersion } from '../data/types';
import { useFilters } from '../data/useFilters';
import { StateBadge } from '../parts/StateBadge';
import { useTimeText } from '../parts/When';
import { useManagerWords } from '../words';
import { QuestionList } from './QuestionList';
import { ReportTemplateCard } from './ReportTemplateCard';
import { TemplateActs } from './TemplateActs';
import { TemplateRules } from './TemplateRules';

/** One version of a template in words. */
export function TemplatePage() {
  const t = useManagerWords();
  const timeText = useTimeText();
  const { template_id = '' } = useParams();
  const { values, set } = useFilters(['version'] as const);
  const { data, error, refetch } = useQuery({
    queryKey: ['template', template_id, values.version],
    queryFn: () => api.get<Template>(withQuery(`/templates/${template_id}`, values)),
  });
  const { data: versions } = useQuery({
    queryKey: ['template', template_id, 'versions'],
    queryFn: () => api.get<Page<TemplateVersion>>(`/templates/${template_id}/versions`),
  });
  if (!data)
    return error ? (
      <PageProblem error={error} onRetry={() => void refetch()} list="/templates" />
    ) : (
      <Loading />
    );
  const newest = versions?.items[0]?.version;
  return (
    <div className="m-page">
      <Anchor component={Link} to="/templates" size="sm" w="fit-content" py="xs">
        ← {t('templates.title')}
      </Anchor>
      <div className="m-head">
        <PageTitle>{data.name}</PageTitle>
        <StateBadge tone={data.status === 'active' ? 'good' : 'idle'}>
          {t(`templates.status.${data.status}`)}
        </StateBadge>
      </div>
      {data.description && <Text>{data.description}</Text>}
      <Group align="end" gap="md">
        {versions && versions.items.length > 1 && (
          <Select
            label={t('templates.versions')}
            value={String(data.version)}
            allowDeselect={false}
            w={260}
            data={versions.items.map(({ version, created_at }) => ({
              value: String(version),
              label: `${t('templates.version', { version })}, ${timeText(created_at)}`,
            }))}
            onChange={(version) => set({ version: version === String(newest) ? '' : (version ?? '') })}
          />
        )}
        <TemplateActs template={data} isNewest={data.version === newest} />
      </Group>
      <div className="m-two">
        <QuestionList structure={data.structure} />
        <div className="m-page">
          <TemplateRules template={data} />
          <ReportTemplateCard template={data} isNewest={data.version === newest} />
        </div>
      </div>
    </div>
  );
}
