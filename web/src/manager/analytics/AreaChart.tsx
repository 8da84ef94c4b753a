import { Table } from '@mantine/core';
import type { AnalyticsSummary } from '../data/types';
import { useManagerWords } from '../words';
import { ChartCard } from './ChartCard';
import { usePercent } from './usePercent';

type Areas = AnalyticsSummary['by_area'];

/** The share of passed checks, area by area. */
export function AreaChart({ areas }: { areas: Areas }) {
  const t = useManagerWords();
  const percent = usePercent();
  const nameOf = (name: string | null) => name ?? t('common.no_area');
  return (
    <ChartCard
      title={t('analytics.by_area')}
      text={t('analytics.by_area_text')}
      chart={
        <div>
          {areas.map(({ area_id, name, pass_rate }) => (
            <div key={area_id} className="m-bar">
              <span>{nameOf(name)}</span>
              <svg width="100%" height="18" aria-hidden="true">
                <rect width="100%" height="18" fill="var(--chart-pale)" rx="3" opacity="0.45" />
                {pass_rate !== null && (
                  <rect width={`${pass_rate * 100}%`} height="18" fill="var(--chart)" rx="3" />
                )}
              </svg>
              <span style={{ textAlign: 'right', fontVariantNumeric: 'tabular-nums' }}>
                {percent(pass_rate)}
              </span>
            </div>
          ))}
        </div>
      }
      table={
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('common.area')}</Table.Th>
              <Table.Th ta="right">{t('analytics.checks')}</Table.Th>
              <Table.Th ta="right">{t('analytics.completed')}</Table.Th>
              <Table.Th ta="right">{t('analytics.pass_rate')}</Table.Th>
              <Table.Th ta="right">{t('analytics.on_time_rate')}</Table.Th>
              <Table.Th ta="right">{t('analytics.overdue')}</Table.Th>
              <Table.Th ta="right">{t('analytics.missed')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {areas.map(({ area_id, name, checks, completed, pass_rate, on_time_rate, overdue, missed }) => (
              <Table.Tr key={area_id}>
                <Table.Th scope="row" fw={400}>
                  {nameOf(name)}
                </Table.Th>
                {[checks, completed, percent(pass_rate), percent(on_time_rate), overdue, missed].map(
                  (value, index) => (
                    <Table.Td key={index} ta="right">
                      {value}
                    </Table.Td>
                  ),
                )}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      }
    />
  );
}
