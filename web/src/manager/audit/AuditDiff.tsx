import { Table, Text } from '@mantine/core';
import { panelAdminRu } from '../../../../locales/panelAdmin.ru';
import { useAdminWords } from '../adminWords';
import type { AuditEntry } from '../data/types';
import { useManagerWords } from '../words';
import { useAuditValue } from './useAuditValue';

type Field = keyof typeof panelAdminRu.audit.fields;
const HIDDEN = '[redacted]';

/** What was and what is, side by side, field by field. */
export function AuditDiff({ diff: { before, after } }: { diff: AuditEntry['diff'] }) {
  const t = useManagerWords();
  const admin = useAdminWords();
  const textOf = useAuditValue();
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  if (fields.length === 0) return <Text c="dimmed">{t('audit.no_diff')}</Text>;
  const isNew = before === null || Object.keys(before).length === 0;
  const isHidden = JSON.stringify([before, after]).includes(HIDDEN);
  return (
    <>
      <div className="m-scroll">
        <Table layout="fixed" miw={isNew ? undefined : 520} className="m-diff">
          <Table.Thead>
            <Table.Tr>
              <Table.Th w="30%">{t('audit.field')}</Table.Th>
              {!isNew && <Table.Th>{t('audit.before')}</Table.Th>}
              <Table.Th>{isNew ? admin('audit.created_with') : t('audit.after')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {fields.map((field) => {
              const name =
                field in panelAdminRu.audit.fields ? admin(`audit.fields.${field as Field}`) : undefined;
              return (
                <Table.Tr key={field}>
                  <Table.Th scope="row" fw={400} {...(!name && { ff: 'monospace' })}>
                    {name ?? field}
                  </Table.Th>
                  {!isNew && <Table.Td data-side="before">{textOf(field, before?.[field])}</Table.Td>}
                  <Table.Td data-side="after">{textOf(field, after?.[field])}</Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </div>
      {isHidden && (
        <Text size="xs" c="dimmed">
          {admin('audit.redacted_hint')}
        </Text>
      )}
    </>
  );
}
