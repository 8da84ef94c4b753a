import { Button, Group, SegmentedControl, Table, Text, Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import { saveBlob } from '../data/saveFile';
import { useFilters } from '../data/useFilters';
import { type ManagerKey, useManagerWords } from '../words';
import { csvOf } from './csv';
import { usePercent } from './usePercent';

export interface Column<Row> {
  title: ManagerKey;
  /** As it stands in the CSV: rates from 0 to 1. */
  value: (row: Row) => string | number | null;
  isRate?: true;
  /** In place of the value, for the eye. */
  shown?: (row: Row) => ReactNode;
}

interface ChartCardProps<Row> {
  /** Of the view in the address and of the file. */
  name: string;
  title: string;
  text: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  /** Drawn for the eye: those who do not see it have the table. */
  chart: ReactNode;
  /** Said in place of both where there is nothing to show. */
  empty?: string;
}

/** Figures as a chart or as a table, whichever the reader chooses, and as a file. */
export function ChartCard<Row>(props: ChartCardProps<Row>) {
  const { name, title, text, columns, rows, keyOf, chart, empty } = props;
  const t = useManagerWords();
  const id = useId();
  const key = `${name}_as`;
  const { values, set } = useFilters([key]);
  const view = values[key] === 'table' ? 'table' : 'chart';
  const save = () =>
    saveBlob(
      csvOf([
        columns.map((column) => t(column.title)),
        ...rows.map((row) => columns.map(({ value }) => value(row))),
      ]),
      `${name}.csv`,
    );
  return (
    <section className="m-card" aria-labelledby={id}>
      <Group justify="space-between" align="start" gap="sm">
        <div style={{ flex: '1 1 14rem' }}>
          <Title order={2} size="h4" id={id}>
            {title}
          </Title>
          <Text size="sm" c="dimmed">
            {text}
          </Text>
        </div>
        {rows.length > 0 && (
          <Group gap="xs" className="m-acts">
            <SegmentedControl
              aria-label={t('analytics.view', { title })}
              value={view}
              onChange={(to) => set({ [key]: to === 'table' ? 'table' : '' })}
              data={(['chart', 'table'] as const).map((one) => ({
                value: one,
                label: t(`analytics.${one}`),
              }))}
            />
            <Button variant="default" onClick={save} aria-label={t('analytics.csv', { title })}>
              CSV
            </Button>
          </Group>
        )}
      </Group>
      {rows.length === 0 && <Text c="dimmed">{empty}</Text>}
      {rows.length > 0 &&
        (view === 'chart' ? chart : <Figures title={title} columns={columns} rows={rows} keyOf={keyOf} />)}
    </section>
  );
}

function Figures<Row>({
  title,
  columns,
  rows,
  keyOf,
}: Pick<ChartCardProps<Row>, 'title' | 'columns' | 'rows' | 'keyOf'>) {
  const t = useManagerWords();
  const percent = usePercent();
  const [first, ...others] = columns;
  const textOf = ({ value, isRate }: Column<Row>, row: Row): ReactNode =>
    isRate ? percent(value(row) as number | null) : (value(row) ?? '—');
  return (
    // A table wider than its card is scrolled with the arrows.
    <div className="m-scroll" role="region" aria-label={title} tabIndex={0}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column, index) => (
              <Table.Th key={column.title} {...(index > 0 && { ta: 'right' as const })}>
                {t(column.title)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={keyOf(row)}>
              <Table.Th scope="row" fw={400}>
                {first && (first.shown?.(row) ?? textOf(first, row))}
              </Table.Th>
              {others.map((column) => (
                <Table.Td key={column.title} ta="right">
                  {column.shown?.(row) ?? textOf(column, row)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
