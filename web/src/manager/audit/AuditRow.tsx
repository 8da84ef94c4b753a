import { Button, Table, Text } from '@mantine/core';
import { panelManagerRu } from '../../../../locales/panelManager.ru';
import { usePeople } from '../data/lookups';
import type { AuditEntry } from '../data/types';
import { When } from '../parts/When';
import { type ManagerWords, useManagerWords } from '../words';

/** One entry; opened, it shows field by field what was changed. */
export function AuditRow({ entry, onSubject }: { entry: AuditEntry; onSubject: () => void }) {
  const t = useManagerWords();
  const { data: people = [] } = usePeople();
  const { actor_kind, user_id, action, timestamp, seq, address } = entry;
  const who = user_id
    ? (people.find(({ id }) => id === user_id)?.full_name ?? t('audit.kind.user'))
    : t(`audit.kind.${actor_kind}`);
  return (
    <details>
      <summary className="m-row" style={{ cursor: 'pointer' }}>
        <Text fw={600} size="sm">
          {actText(t, action)}
        </Text>
        <Text size="sm">{who}</Text>
        <Text size="sm" c="dimmed">
          № {seq}
          {address && ` · ${address}`}
        </Text>
        <Text size="sm" ta="right">
          <When at={timestamp} />
        </Text>
      </summary>
      <div className="m-line">
        <Diff diff={entry.diff} />
        <Button variant="subtle" size="compact-sm" mih={44} onClick={onSubject}>
          {t('audit.same_subject')}
        </Button>
      </div>
    </details>
  );
}

function Diff({ diff: { before, after } }: { diff: AuditEntry['diff'] }) {
  const t = useManagerWords();
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  if (fields.length === 0) return <Text c="dimmed">{t('audit.no_diff')}</Text>;
  return (
    <div className="m-scroll">
      <Table layout="fixed" miw={520}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w="24%">{t('audit.field')}</Table.Th>
            <Table.Th>{t('audit.before')}</Table.Th>
            <Table.Th>{t('audit.after')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {fields.map((field) => (
            <Table.Tr key={field}>
              <Table.Th scope="row" fw={400} ff="monospace">
                {field}
              </Table.Th>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{written(before?.[field])}</Table.Td>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{written(after?.[field])}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

const written = (value: unknown): string => {
  if (value === undefined || value === null) return '—';
  return typeof value === 'string' ? value : JSON.stringify(value);
};

type Entity = keyof typeof panelManagerRu.audit.entities;
type Act = keyof typeof panelManagerRu.audit.acts;

/** `check.answer` → «Проверка: ответ»; what has no words yet stays as it is. */
function actText(t: ManagerWords, action: string): string {
  const [entity = '', act = ''] = action.split('.');
  const { entities, acts } = panelManagerRu.audit;
  if (!(entity in entities)) return action;
  const subject = t(`audit.entities.${entity as Entity}`);
  return `${subject}: ${act in acts ? t(`audit.acts.${act as Act}`) : act}`;
}
