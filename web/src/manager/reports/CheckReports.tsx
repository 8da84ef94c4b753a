import { Button, Group, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { isEnded } from '../../../../domain/check';
import { useSession } from '../../api/session';
import { Problem } from '../../parts/Problem';
import type { Check } from '../data/types';
import { When } from '../parts/When';
import { useManagerWords } from '../words';
import { MakeReportDialog } from './MakeReportDialog';
import { ReportState } from './ReportState';
import { useReports } from './useReports';
import { useReportText } from './useReportText';

/** Reports of a finished check: asked for, watched, fetched. */
export function CheckReports({ check }: { check: Check }) {
  const t = useManagerWords();
  const { permissions } = useSession();
  if (!permissions.includes('VIEW_REPORTS') && !permissions.includes('GENERATE_REPORTS')) return null;
  return (
    <section className="m-card m-on-screen" aria-labelledby="reports">
      <Title order={2} size="h4" id="reports">
        {t('check.reports')}
      </Title>
      <Made check={check} />
    </section>
  );
}

function Made({ check }: { check: Check }) {
  const t = useManagerWords();
  const reportText = useReportText();
  const [isAsking, setAsking] = useState(false);
  const { items, data, error } = useReports({ check_id: check.id });
  const mayMake = check.may.includes('report');
  return (
    <>
      {mayMake && (
        <Group className="m-acts">
          <Button variant="default" onClick={() => setAsking(true)}>
            {t('reports.make')}
          </Button>
        </Group>
      )}
      {!mayMake && !isEnded(check.status) && <Text c="dimmed">{t('check.report_wait')}</Text>}
      {mayMake && data && items.length === 0 && <Text c="dimmed">{t('check.no_reports')}</Text>}
      {error ? <Problem error={error} /> : null}
      <ul className="m-list" aria-live="polite">
        {items.map((report) => (
          <li key={report.id} style={{ padding: '6px 0' }}>
            <Group justify="space-between" mih={44} gap="xs">
              <Text size="sm">
                {reportText(report)}
                <Text span display="block" size="xs" c="dimmed">
                  <When at={report.created_at} zone={check.area?.time_zone} />
                </Text>
              </Text>
              <ReportState report={report} mayMake={mayMake} />
            </Group>
            {report.error && (
              <Text size="sm" c="var(--late)">
                {t('reports.failed_hint')}
              </Text>
            )}
          </li>
        ))}
      </ul>
      {isAsking && <MakeReportDialog check={check} onClose={() => setAsking(false)} />}
    </>
  );
}
