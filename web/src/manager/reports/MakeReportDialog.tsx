import { Checkbox, Radio, Group } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client';
import { useLanguage } from '../../words/words';
import type { Check, Report } from '../data/types';
import { ActDialog } from '../parts/ActDialog';
import { useManagerWords } from '../words';
import { FORMATS, type ReportFormat } from './reportState';

const LANGUAGES = ['ru', 'en'] as const;

/** Asks what the report is to hold; the same wishes give the same report. */
export function MakeReportDialog({ check, onClose }: { check: Check; onClose: () => void }) {
  const t = useManagerWords();
  const queries = useQueryClient();
  const spoken = useLanguage();
  const [format, setFormat] = useState<ReportFormat>('PDF');
  const [language, setLanguage] = useState<(typeof LANGUAGES)[number]>(spoken);
  const [only_failed, setOnlyFailed] = useState(false);
  const [photos, setPhotos] = useState(true);
  const make = async () => {
    const parameters = { language, only_failed, photos };
    await api.post<Report>('/reports/generate', { check_id: check.id, format, parameters });
    await queries.invalidateQueries({ queryKey: ['list', '/reports/'] });
  };
  return (
    <ActDialog
      opened
      onClose={onClose}
      title={t('reports.make')}
      submit={t('reports.submit')}
      told={t('check.report_asked')}
      act={make}
    >
      <Radio.Group
        label={t('reports.format')}
        value={format}
        onChange={(word) => setFormat(word as ReportFormat)}
      >
        <Group mt="xs" gap="lg">
          {FORMATS.map((word) => (
            <Radio key={word} value={word} label={word} />
          ))}
        </Group>
      </Radio.Group>
      <Radio.Group
        label={t('reports.language')}
        value={language}
        onChange={(word) => setLanguage(word as typeof language)}
      >
        <Group mt="xs" gap="lg">
          {LANGUAGES.map((word) => (
            <Radio key={word} value={word} label={t(`reports.languages.${word}`)} />
          ))}
        </Group>
      </Radio.Group>
      <Checkbox
        label={t('reports.only_failed')}
        checked={only_failed}
        onChange={({ currentTarget }) => setOnlyFailed(currentTarget.checked)}
      />
      <Checkbox
        label={t('reports.photos')}
        checked={photos}
        onChange={({ currentTarget }) => setPhotos(currentTarget.checked)}
      />
    </ActDialog>
  );
}
