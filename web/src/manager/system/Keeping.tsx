import { Anchor, Text } from '@mantine/core';
import { Link } from 'react-router';
import { useSession } from '../../api/session';
import { useLanguage } from '../../words/words';
import { useAdminWords } from '../adminWords';
import type { SystemState } from '../data/types';
import { Card } from '../../parts/Card';
import { useTimeText } from '../parts/When';

/** What would be needed after a loss: the log's anchors and a copy of the data. */
export function Keeping({ state: { audit, backup } }: { state: SystemState }) {
  const t = useAdminWords();
  const time = useTimeText();
  const { permissions } = useSession();
  const { head_seq, last_anchor, anchors_readable, verified } = audit;
  return (
    <div className="m-stack">
      <Card title={t('system.audit')}>
        <Text>{t('system.audit_head', { count: head_seq })}</Text>
        {!verified && <Text>{t('system.unverified')}</Text>}
        {verified?.ok && <Text>{t('system.verified', { time: time(verified.at), seq: verified.seq })}</Text>}
        {verified && !verified.ok && (
          <Text c="var(--late)">
            {t('system.broken', { time: time(verified.at), seq: verified.first_bad_seq ?? 1 })}
          </Text>
        )}
        {!anchors_readable && <Text c="var(--late)">{t('system.anchor_unreadable')}</Text>}
        {anchors_readable && !last_anchor && <Text>{t('system.anchor_none')}</Text>}
        {last_anchor && (
          <Text>{t('system.anchor', { time: time(last_anchor.at), seq: last_anchor.seq })}</Text>
        )}
        {last_anchor && !last_anchor.genuine && <Text c="var(--late)">{t('system.anchor_forged')}</Text>}
        {permissions.includes('VIEW_AUDIT') && (
          <Anchor component={Link} to="/audit" className="m-target">
            {t('system.to_audit')}
          </Anchor>
        )}
      </Card>
      <BackupCard backup={backup} />
    </div>
  );
}

function BackupCard({ backup }: { backup: SystemState['backup'] }) {
  const t = useAdminWords();
  const time = useTimeText();
  const size = useSize();
  const { last_success_at, last_size_bytes, last_try } = backup;
  return (
    <Card title={t('system.backup')}>
      {last_success_at === null && <Text>{t('system.backup_none')}</Text>}
      {last_success_at !== null && (
        <Text>
          {t('system.backup_last', { time: time(last_success_at), size: size(last_size_bytes ?? 0) })}
        </Text>
      )}
      {last_try?.status === 'failed' && (
        <>
          <Text c="var(--late)">
            {t('system.backup_failed', { time: time(last_try.started_at) })}
            {last_try.error && ` · ${last_try.error}`}
          </Text>
          <Text size="sm">{t('system.backup_remedy')}</Text>
        </>
      )}
      {last_try?.status === 'running' && (
        <Text>{t('system.backup_running', { time: time(last_try.started_at) })}</Text>
      )}
    </Card>
  );
}

function useSize(): (bytes: number) => string {
  const spoken = useLanguage();
  return (bytes) =>
    new Intl.NumberFormat(spoken, {
      ...{ style: 'unit', unit: bytes < 1e6 ? 'kilobyte' : 'megabyte', maximumFractionDigits: 1 },
    }).format(bytes < 1e6 ? bytes / 1e3 : bytes / 1e6);
}
