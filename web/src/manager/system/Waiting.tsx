import { Anchor, Text } from '@mantine/core';
import { Link } from 'react-router';
import { useAdminWords } from '../adminWords';
import type { SystemState } from '../data/types';
import { Card } from '../../parts/Card';
import { When } from '../parts/When';
import { useManagerWords } from '../words';
import { useAge } from './useAge';

/** What has not been done yet, and what was not done in time. */
export function Waiting({ state: { outbox, missed_slots, bitrix, telegram } }: { state: SystemState }) {
  const t = useAdminWords();
  const common = useManagerWords();
  const age = useAge();
  const { messages, oldest_age_seconds } = outbox;
  return (
    <div className="m-stack">
      <Card title={t('system.outbox')}>
        <Text>
          {messages === 0
            ? t('system.outbox_empty')
            : t('system.outbox_some', { count: messages, age: age(oldest_age_seconds) })}
        </Text>
      </Card>
      <Card title={t('system.missed')}>
        {missed_slots.total === 0 && <Text>{t('system.missed_none')}</Text>}
        <ul className="m-list">
          {missed_slots.items.map(({ schedule_id, name, slot_at, cause }) => (
            <li key={`${schedule_id} ${slot_at}`} className="m-slot">
              <Anchor component={Link} to={`/schedules/${schedule_id}`} className="m-target">
                {name}
              </Anchor>
              <Text size="sm">
                <When at={slot_at} /> — {common(`schedules.cause.${cause}`)}
              </Text>
            </li>
          ))}
        </ul>
        {missed_slots.total > missed_slots.items.length && (
          <Text size="sm">
            {t('system.missed_more', { count: missed_slots.total - missed_slots.items.length })}
          </Text>
        )}
      </Card>
      <Card title={t('system.integrations')}>
        <Text>{t(telegram ? 'system.telegram_on' : 'system.telegram_off')}</Text>
        <Text>
          {t(bitrix ? 'system.bitrix_on' : 'system.bitrix_off')}
          {bitrix && bitrix.pending > 0 && ` · ${t('bitrix.waits', { count: bitrix.pending })}`}
          {bitrix && bitrix.failed > 0 && (
            <Text span c="var(--late)">{` · ${t('bitrix.failed', { count: bitrix.failed })}`}</Text>
          )}
        </Text>
        <Anchor component={Link} to="/integrations" className="m-target">
          {t('system.to_bitrix')}
        </Anchor>
      </Card>
    </div>
  );
}
