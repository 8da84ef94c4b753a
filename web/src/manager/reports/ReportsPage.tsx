import '../manager.css';
import { Anchor, Group, Text } from '@mantine/core';
import { Link } from 'react-router';
import { useSession } from '../../api/session';
import { PageTitle } from '../../parts/PageTitle';
import { SavedViews } from '../checks/SavedViews';
import type { Report } from '../data/types';
import { dayEnd, dayStart } from '../data/days';
import { useFilters } from '../data/useFilters';
import { ChoiceFilter } from '../parts/ChoiceFilter';
import { DaysFilter } from '../parts/DaysFilter';
import { Filters } from '../parts/Filters';
import { Found } from '../parts/Found';
import { AreaPicker, TemplatePicker } from '../parts/pickers';
import { SearchField } from '../parts/SearchField';
import { When } from '../parts/When';
import { useManagerWords } from '../words';
import { ReportState } from './ReportState';
import { FORMATS } from './reportState';
import { useReports } from './useReports';
import { useReportText } from './useReportText';

const FILTERS = ['status', 'format', 'area_id', 'template_id', 'from', 'to', 'q'] as const;
const STATUSES = ['pending', 'running', 'ready', 'failed'] as const;

/** Every report that the reader may fetch, newest first. */
export function ReportsPage() {
  const t = useManagerWords();
  const { permissions } = useSession();
  const { values, set, isAny, clear } = useFilters(FILTERS);
  const { from, to, ...rest } = values;
  const asked = { ...rest, from: from && dayStart(from), to: to && dayEnd(to) };
  const found = useReports(asked);
  const mayMake = permissions.includes('GENERATE_REPORTS');
  return (
    <div className="m-page">
      <div className="m-head">
        <PageTitle>{t('reports.title')}</PageTitle>
        <SavedViews page="reports" />
      </div>
      <Filters isAny={isAny} clear={clear}>
        <SearchField value={values.q} onSearch={(q) => set({ q })} placeholder={t('board.search')} />
        <ChoiceFilter
          label={t('common.status')}
          every={t('common.all')}
          value={values.status}
          choices={STATUSES.map((word) => ({ value: word, label: t(`reports.status.${word}`) }))}
          onPick={(status) => set({ status })}
        />
        <ChoiceFilter
          label={t('reports.format')}
          every={t('common.any')}
          value={values.format}
          choices={FORMATS.map((word) => ({ value: word, label: word }))}
          onPick={(format) => set({ format })}
        />
        <AreaPicker value={values.area_id} onPick={(area_id) => set({ area_id })} />
        <TemplatePicker value={values.template_id} onPick={(template_id) => set({ template_id })} />
        <DaysFilter from={from} to={to} onPick={set} />
      </Filters>
      <Found found={found} isFiltered={isAny} empty={t('reports.empty')} hint={t('reports.empty_hint')}>
        <ul className="m-list m-group" aria-label={t('reports.title')} aria-live="polite">
          {found.items.map((report) => (
            <li key={report.id} className="m-line">
              <ReportLine report={report} mayMake={mayMake} />
            </li>
          ))}
        </ul>
      </Found>
    </div>
  );
}

function ReportLine({ report, mayMake }: { report: Report; mayMake: boolean }) {
  const t = useManagerWords();
  const reportText = useReportText();
  const { check, check_id, created_at, requested_by, error } = report;
  return (
    <Group justify="space-between" gap="xs 1rem" mih={44}>
      <div style={{ flex: '1 1 16rem', minWidth: 0 }}>
        <Anchor component={Link} to={`/checks/${check_id}`} fw={600} py={4} display="inline-block">
          {check?.title ?? t('schedules.to_check')}
        </Anchor>
        <Text size="sm" c="dimmed">
          {[check?.area?.name, requested_by?.full_name ?? t('reports.by_itself')].filter(Boolean).join(' · ')}
        </Text>
        {error && (
          <Text size="sm" c="var(--late)">
            {t('reports.failed_hint')}
          </Text>
        )}
      </div>
      <Text size="sm" style={{ flex: '1 1 10rem' }}>
        {reportText(report)}
        <Text span display="block" size="sm" c="dimmed">
          <When at={created_at} zone={check?.area?.time_zone} />
        </Text>
      </Text>
      <Group justify="flex-end" style={{ flex: '0 1 12rem', marginLeft: 'auto' }}>
        <ReportState report={report} mayMake={mayMake} />
      </Group>
    </Group>
  );
}
