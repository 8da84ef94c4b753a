import { Table } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useLanguage } from '../../words/words';
import type { AnalyticsSummary } from '../data/types';
import { useManagerWords } from '../words';
import { ChartCard } from './ChartCard';
import { usePercent } from './usePercent';

type Days = AnalyticsSummary['by_day'];

const HEIGHT = 200;
const FOOT = 22;
const LEFT = 34;
const WIDEST_BAR = 56;

/** Checks by the day of their opening, those that passed in the darker part. */
export function DayChart({ days }: { days: Days }) {
  const t = useManagerWords();
  const percent = usePercent();
  const dayText = useDayText();
  const { ref, width } = useElementSize();
  return (
    <ChartCard
      title={t('analytics.by_day')}
      text={t('analytics.by_day_text')}
      chart={
        <div ref={ref} style={{ minHeight: HEIGHT }}>
          {width > 0 && <Bars days={days} width={width} />}
        </div>
      }
      table={
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('analytics.day')}</Table.Th>
              <Table.Th ta="right">{t('analytics.checks')}</Table.Th>
              <Table.Th ta="right">{t('analytics.completed')}</Table.Th>
              <Table.Th ta="right">{t('analytics.pass_rate')}</Table.Th>
              <Table.Th ta="right">{t('analytics.on_time_rate')}</Table.Th>
              <Table.Th ta="right">{t('analytics.overdue')}</Table.Th>
              <Table.Th ta="right">{t('analytics.missed')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {days.map(({ day, checks, completed, pass_rate, on_time_rate, overdue, missed }) => (
              <Table.Tr key={day}>
                <Table.Th scope="row" fw={400}>
                  {dayText(day)}
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

function Bars({ days, width }: { days: Days; width: number }) {
  const t = useManagerWords();
  const dayText = useDayText();
  const most = Math.max(1, ...days.map(({ checks }) => checks));
  const top = niceTop(most);
  const room = HEIGHT - FOOT - 8;
  const step = (width - LEFT) / days.length;
  const bar = Math.min(WIDEST_BAR, step * 0.7);
  const y = (count: number) => 8 + room * (1 - count / top);
  const everyNth = Math.max(1, Math.ceil(64 / step));
  return (
    <svg width={width} height={HEIGHT} role="img" aria-label={t('analytics.by_day')}>
      {[0, top / 2, top].map((count) => (
        <g key={count}>
          <line x1={LEFT} x2={width} y1={y(count)} y2={y(count)} stroke="var(--line)" />
          <text x={LEFT - 6} y={y(count) + 4} textAnchor="end" fontSize="12" fill="currentColor">
            {count}
          </text>
        </g>
      ))}
      {days.map(({ day, checks, passed }, index) => {
        const x = LEFT + step * index + (step - bar) / 2;
        return (
          <g key={day}>
            <title>{`${dayText(day)}: ${checks}, ${t('analytics.passed').toLowerCase()} ${passed}`}</title>
            <rect x={x} y={y(checks)} width={bar} height={y(0) - y(checks)} fill="var(--chart-pale)" rx={2} />
            <rect x={x} y={y(passed)} width={bar} height={y(0) - y(passed)} fill="var(--chart)" rx={2} />
            {index % everyNth === 0 && (
              <text x={x + bar / 2} y={HEIGHT - 5} textAnchor="middle" fontSize="12" fill="currentColor">
                {dayText(day)}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}

function useDayText() {
  const language = useLanguage();
  return (day: string) =>
    new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(
      new Date(day),
    );
}

/** An even number just above, so that its half is whole. */
function niceTop(most: number): number {
  const magnitude = 10 ** Math.floor(Math.log10(most));
  const top = [1, 2, 4, 6, 8, 10].map((factor) => factor * magnitude).find((one) => one >= most) ?? most;
  return top % 2 === 0 ? top : top + 1;
}
