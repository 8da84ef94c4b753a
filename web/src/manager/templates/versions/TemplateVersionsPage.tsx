import '../../manager.css';
import '../templates.css';
import { Anchor, Group, Select, Text, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from 'react-router';
import { api } from '../../../api/client';
import { Loading } from '../../../parts/Loading';
import { PageTitle } from '../../../parts/PageTitle';
import { PageProblem } from '../../../parts/PageProblem';
import { Problem } from '../../../parts/Problem';
import { usePeople } from '../../data/lookups';
import { withQuery } from '../../data/query';
import type { Page, Template, TemplateVersion } from '../../data/types';
import { useFilters } from '../../data/useFilters';
import { ConfirmAct } from '../../parts/ConfirmAct';
import { StateBadge } from '../../parts/StateBadge';
import { useTimeText } from '../../parts/When';
import { contentOfTemplate } from '../contentOfTemplate';
import { useTemplateWords } from '../words';
import { ChangeList } from './ChangeList';

const useVersion = (id: string, version: number | undefined) =>
  useQuery({
    queryKey: ['template', id, 'of', version],
    queryFn: () => api.get<Template>(withQuery(`/templates/${id}`, { version })),
    enabled: version !== undefined,
    // A version is never changed in place.
    staleTime: Number.POSITIVE_INFINITY,
  });

/** All versions, and what was done between any two of them. */
export function TemplateVersionsPage() {
  const t = useTemplateWords();
  const timeText = useTimeText();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { template_id = '' } = useParams();
  const { values, set } = useFilters(['from', 'to'] as const);
  const { data: people = [] } = usePeople();
  const {
    data: listed,
    error,
    refetch,
  } = useQuery({
    queryKey: ['template', template_id, 'versions'],
    queryFn: () => api.get<Page<TemplateVersion>>(`/templates/${template_id}/versions`),
  });
  const { data: template } = useQuery({
    queryKey: ['template', template_id, ''],
    queryFn: () => api.get<Template>(`/templates/${template_id}`),
  });
  const versions = listed?.items ?? [];
  const newest = versions[0]?.version;
  const to = Number(values.to) || newest;
  const from = Number(values.from) || (to !== undefined && to > 1 ? to - 1 : undefined);
  const before = useVersion(template_id, from);
  const after = useVersion(template_id, to);
  if (!listed || !template)
    return error ? (
      <PageProblem error={error} onRetry={() => void refetch()} list="/templates" />
    ) : (
      <Loading />
    );

  const author = (id: string | null) =>
    people.find((person) => person.id === id)?.full_name ?? t('versions.nobody');
  const line = ({ version, created_by, created_at }: TemplateVersion) =>
    `${t('versions.version', { version })}, ${timeText(created_at)}, ${author(created_by)}`;
  const restore = async (version: number) => {
    const old = await api.get<Template>(withQuery(`/templates/${template_id}`, { version }));
    await api.put(`/templates/${template_id}`, contentOfTemplate(old), {
      headers: { 'If-Match': String(newest) },
    });
    await queries.invalidateQueries({ queryKey: ['template', template_id] });
    await navigate(`/templates/${template_id}`);
  };
  const failed = before.error ?? after.error;
  return (
    <div className="m-page">
      <Anchor component={Link} to={`/templates/${template_id}`} size="sm" w="fit-content" py="xs">
        ← {t('editor.back')}
      </Anchor>
      <PageTitle>{t('versions.title', { name: template.name })}</PageTitle>
      <div className="m-two">
        <section className="m-card" aria-labelledby="changes">
          <Title order={2} size="h4" id="changes">
            {t('versions.changes')}
          </Title>
          {versions.length < 2 ? (
            <Text>{t('versions.one')}</Text>
          ) : (
            <>
              <div className="tpl-sides">
                {(['from', 'to'] as const).map((side) => (
                  <Select
                    key={side}
                    label={t(`versions.${side}`)}
                    value={String((side === 'from' ? from : to) ?? '')}
                    allowDeselect={false}
                    data={versions.map((version) => ({
                      value: String(version.version),
                      label: line(version),
                    }))}
                    onChange={(version) => set({ [side]: version ?? '' })}
                  />
                ))}
              </div>
              {failed && <Problem error={failed} />}
              {before.data && after.data ? (
                <ChangeList
                  label={t('versions.changes')}
                  before={contentOfTemplate(before.data)}
                  after={contentOfTemplate(after.data)}
                />
              ) : (
                !failed && <Loading />
              )}
            </>
          )}
        </section>
        <section className="m-group" aria-labelledby="versions">
          <header>
            <Title order={2} size="h4" id="versions">
              {t('versions.list')}
            </Title>
          </header>
          <ul className="m-list">
            {versions.map(({ version, created_by, created_at }) => (
              <li key={version} className="m-line">
                <Group gap="xs">
                  <Text fw={600}>{t('versions.version', { version })}</Text>
                  {version === newest && template.status === 'active' && (
                    <StateBadge tone="good">{t('versions.current')}</StateBadge>
                  )}
                </Group>
                <Text size="sm" c="dimmed">
                  {t('versions.by', { name: author(created_by), time: timeText(created_at) })}
                </Text>
                <Group gap="md">
                  <Anchor component={Link} to={`/templates/${template_id}?version=${version}`} py={10}>
                    {t('versions.open')}
                  </Anchor>
                  {version > 1 && (
                    <Anchor
                      component={Link}
                      to={`/templates/${template_id}/versions?from=${version - 1}&to=${version}`}
                      py={10}
                    >
                      {t('versions.changes')}
                    </Anchor>
                  )}
                  {version !== newest && template.may.includes('update') && (
                    <ConfirmAct
                      label={t('versions.restore', { version })}
                      text={t('versions.restore_text', { version, next: (newest ?? 0) + 1 })}
                      told={t('versions.restored', { version })}
                      act={() => restore(version)}
                      variant="default"
                    />
                  )}
                </Group>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </div>
  );
}
