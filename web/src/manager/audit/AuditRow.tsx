import { Button, Group, Text } from '@mantine/core';
import { Link } from 'react-router';
import { useAdminWords } from '../adminWords';
import { usePeople } from '../data/lookups';
import type { AuditEntry } from '../data/types';
import { When } from '../parts/When';
import { actText } from './actText';
import { AuditDiff } from './AuditDiff';
import { pageOf } from './pageOf';
import { useSubjectName } from './useSubjectName';
import { useManagerWords } from '../words';

/** One entry; opened, it shows field by field what was changed. */
export function AuditRow({ entry, onSubject }: { entry: AuditEntry; onSubject: () => void }) {
  const t = useManagerWords();
  const admin = useAdminWords();
  const { data: people = [] } = usePeople();
  const page = pageOf(entry);
  const subject = useSubjectName(entry);
  const { actor_kind, user_id, action, timestamp, seq, address } = entry;
  const who = user_id
    ? (people.find(({ id }) => id === user_id)?.full_name ?? t('audit.kind.user'))
    : t(`audit.kind.${actor_kind}`);
  return (
    <details>
      <summary className="m-row" style={{ cursor: 'pointer' }}>
        <Text fw={600} size="sm">
          {actText(t, action)}
          {subject && (
            <Text span size="sm" c="dimmed">
              {` · ${subject}`}
            </Text>
          )}
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
        <AuditDiff diff={entry.diff} />
        <Group gap="xs" mt="xs">
          {page && (
            <Button component={Link} to={page} variant="default" mih={44}>
              {admin('audit.open')}
            </Button>
          )}
          <Button variant="subtle" mih={44} onClick={onSubject}>
            {t('audit.same_subject')}
          </Button>
        </Group>
      </div>
    </details>
  );
}
