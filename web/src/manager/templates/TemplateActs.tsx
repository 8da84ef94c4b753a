import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api } from '../../api/client';
import { Problem } from '../../parts/Problem';
import { withQuery } from '../data/query';
import { saveFile } from '../data/saveFile';
import type { Template } from '../data/types';
import { ConfirmAct } from '../parts/ConfirmAct';
import { useManagerWords } from '../words';
import { useTemplateWords } from './words';

const FORMATS = ['json', 'xlsx'] as const;

/** What can be done with a template here. */
export function TemplateActs({ template, isNewest }: { template: Template; isNewest: boolean }) {
  const t = useManagerWords();
  const words = useTemplateWords();
  const queries = useQueryClient();
  const { id, name, version } = template;
  const saving = useMutation({
    mutationFn: (format: string) =>
      saveFile(withQuery(`/templates/${id}/export`, { format, version }), `${name}.${format}`),
    onError: (error) =>
      notifications.show({ message: <Problem error={error} />, autoClose: false, color: 'red' }),
  });
  const archive = async () => {
    await api.post(`/templates/${id}/archive`);
    await queries.invalidateQueries({ queryKey: ['template', id] });
    await queries.invalidateQueries({ queryKey: ['list', '/templates/'] });
    await queries.invalidateQueries({ queryKey: ['lookup', 'templates'] });
  };
  return (
    <Group gap="xs" className="m-acts">
      {template.may.includes('update') && isNewest && (
        <Button component={Link} to={`/templates/${id}/edit`}>
          {words('page.edit')}
        </Button>
      )}
      <Button variant="default" component={Link} to={`/templates/${id}/versions`}>
        {words('page.versions')}
      </Button>
      <Button variant="default" component={Link} to={withQuery(`/templates/${id}/print`, { version })}>
        {words('page.print')}
      </Button>
      {FORMATS.map((format) => (
        <Button
          key={format}
          variant="default"
          loading={saving.isPending && saving.variables === format}
          onClick={() => saving.mutate(format)}
        >
          {t(`templates.export_${format}`)}
        </Button>
      ))}
      {template.may.includes('archive') && (
        <ConfirmAct
          isDangerous
          label={t('templates.archive')}
          text={t('templates.archive_text')}
          told={t('templates.archived')}
          act={archive}
        />
      )}
    </Group>
  );
}
