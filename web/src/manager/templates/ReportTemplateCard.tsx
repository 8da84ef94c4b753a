import { Button, FileButton, Group, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client';
import { Problem } from '../../parts/Problem';
import type { Template } from '../data/types';
import { ConfirmAct } from '../parts/ConfirmAct';
import { useTemplateWords } from './words';

/** The customer's own document for PDF reports, which is of all versions. */
export function ReportTemplateCard({ template, isNewest }: { template: Template; isNewest: boolean }) {
  const t = useTemplateWords();
  const queries = useQueryClient();
  const { id, report_template } = template;
  const path = `/templates/${id}/report-template`;
  const reread = () => queries.invalidateQueries({ queryKey: ['template', id] });
  const putting = useMutation({
    mutationFn: (file: File) => {
      const form = new FormData();
      form.append('file', file, file.name);
      return api.put<Template>(path, form);
    },
    onSuccess: async () => {
      await reread();
      notifications.show({
        message: t('page.report_saved'),
        color: 'pine',
        closeButtonProps: { 'aria-label': t('editor.close') },
      });
    },
  });
  const remove = async () => {
    await api.delete(path);
    await reread();
  };
  const mayChange = template.may.includes('update') && isNewest;
  return (
    <section className="m-card" aria-labelledby="report-template">
      <Title order={2} size="h4" id="report-template">
        {t('page.report_title')}
      </Title>
      <Text>
        {report_template
          ? t('page.report_set', { extension: report_template.extension })
          : t('page.report_none')}
      </Text>
      {mayChange && (
        <>
          <Text size="sm" c="dimmed">
            {t('page.report_hint')}
          </Text>
          {putting.error && <Problem error={putting.error} />}
          <Group gap="xs" className="m-acts">
            <FileButton accept=".fodt,.odt,.docx" onChange={(file) => file && putting.mutate(file)}>
              {(props) => (
                <Button {...props} variant="default" loading={putting.isPending}>
                  {t(report_template ? 'page.report_replace' : 'page.report_upload')}
                </Button>
              )}
            </FileButton>
            {report_template && (
              <ConfirmAct
                label={t('page.report_remove')}
                text={t('page.report_remove_text')}
                told={t('page.report_removed')}
                act={remove}
                variant="subtle"
              />
            )}
          </Group>
        </>
      )}
    </section>
  );
}
