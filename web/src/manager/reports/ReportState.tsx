import { Anchor, Button, Group, Loader, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client';
import { Problem } from '../../parts/Problem';
import type { Report } from '../data/types';
import { StateBadge } from '../parts/StateBadge';
import { useManagerWords } from '../words';
import { isBeingMade } from './reportState';
import { useSizeText } from './useSizeText';

/** Where a report stands: fetched when it is ready, asked for anew when it failed. */
export function ReportState({ report, mayMake }: { report: Report; mayMake: boolean }) {
  const t = useManagerWords();
  const sizeText = useSizeText();
  const queries = useQueryClient();
  const again = useMutation({
    mutationFn: () => {
      const { check_id, format, parameters } = report;
      return api.post<Report>('/reports/generate', { check_id, format, parameters });
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['list', '/reports/'] }),
    onError: (error) =>
      notifications.show({ message: <Problem error={error} />, autoClose: false, color: 'red' }),
  });
  const { status, download_url, size_bytes } = report;
  if (download_url)
    return (
      <Anchor href={download_url} target="_blank" rel="noreferrer" py="xs">
        {t('common.download')}
        {size_bytes !== null && (
          <Text span size="sm" c="dimmed">
            {` ${sizeText(size_bytes)}`}
          </Text>
        )}
      </Anchor>
    );
  return (
    <Group gap={6} wrap="nowrap">
      {isBeingMade(report) && <Loader size="xs" aria-hidden="true" />}
      <StateBadge tone={status === 'failed' ? 'bad' : 'busy'}>{t(`reports.status.${status}`)}</StateBadge>
      {status === 'failed' && mayMake && (
        <Button
          variant="default"
          size="compact-sm"
          mih={44}
          loading={again.isPending}
          onClick={() => again.mutate()}
        >
          {t('reports.again')}
        </Button>
      )}
    </Group>
  );
}
