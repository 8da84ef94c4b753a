import { Anchor, Button, Group, Loader, Text, Title } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { api } from '../../api/client';
import { useIsLive } from '../../api/liveState';
import { isEnded } from '../../../../domain/check';
import { Problem } from '../../parts/Problem';
import { useSession } from '../../api/session';
import type { Check, Page, Report } from '../data/types';
import { When } from '../parts/When';
import { useManagerWords } from '../words';

const FORMATS = ['PDF', 'HTML', 'JSON'] as const;
const WHILE_MADE_MS = 1_500;
/** A word of its progress may be lost; a report is not watched for long. */
const WHILE_TOLD_MS = 10_000;
const isBeingMade = ({ status }: Report) => status === 'pending' || status === 'running';

/** Reports of a finished check: asked for, watched, fetched. */
export function Reports({ check }: { check: Check }) {
  const t = useManagerWords();
  const { permissions } = useSession();
  const watchMs = useIsLive() ? WHILE_TOLD_MS : WHILE_MADE_MS;
  const isReader = permissions.includes('VIEW_REPORTS') || permissions.includes('GENERATE_REPORTS');
  const found = useQuery({
    queryKey: ['check', check.id, 'reports'],
    queryFn: () => api.get<Page<Report>>(`/reports/?check_id=${check.id}`),
    enabled: isReader,
    refetchInterval: ({ state }) => (state.data?.items.some(isBeingMade) ? watchMs : false),
  });
  const making = useMutation({
    mutationFn: (format: string) => api.post<Report>('/reports/generate', { check_id: check.id, format }),
    onSuccess: () => found.refetch(),
  });
  if (!isReader) return null;
  const reports = found.data?.items ?? [];
  const mayMake = check.may.includes('report');
  const waits = !mayMake && !isEnded(check.status);
  return (
    <section className="m-card m-on-screen" aria-labelledby="reports">
      <Title order={2} size="h4" id="reports">
        {t('check.reports')}
      </Title>
      {mayMake && (
        <Group gap="xs" className="m-acts">
          {FORMATS.map((format) => (
            <Button
              key={format}
              variant="default"
              loading={making.isPending && making.variables === format}
              onClick={() => making.mutate(format)}
            >
              {t('check.report_make', { format })}
            </Button>
          ))}
        </Group>
      )}
      {waits && <Text c="dimmed">{t('check.report_wait')}</Text>}
      {mayMake && found.data && reports.length === 0 && <Text c="dimmed">{t('check.no_reports')}</Text>}
      {(making.error ?? found.error) ? <Problem error={making.error ?? found.error} /> : null}
      <ul className="m-list" aria-live="polite">
        {reports.map((report) => (
          <li key={report.id} style={{ padding: '6px 0' }}>
            <ReportLine report={report} zone={check.area?.time_zone} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function ReportLine({ report, zone }: { report: Report; zone: string | undefined }) {
  const t = useManagerWords();
  const { format, status, download_url, created_at, error } = report;
  return (
    <Group justify="space-between" wrap="nowrap" mih={44}>
      <Text size="sm">
        {format} · <When at={created_at} zone={zone} />
        {error && (
          <Text span display="block" size="sm" c="var(--late)">
            {error}
          </Text>
        )}
      </Text>
      {download_url ? (
        <Anchor href={download_url} target="_blank" rel="noreferrer" py="xs">
          {t('common.download')}
        </Anchor>
      ) : (
        <Group gap={6} wrap="nowrap">
          {isBeingMade(report) && <Loader size="xs" aria-hidden="true" />}
          <Text size="sm">{t(`check.report_status.${status}`)}</Text>
        </Group>
      )}
    </Group>
  );
}
