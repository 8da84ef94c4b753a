import { Text } from '@mantine/core';
import { useAdminWords } from '../adminWords';
import type { SystemState } from '../data/types';
import { Card } from '../../parts/Card';
import { StateBadge } from '../parts/StateBadge';

const PARTS = ['postgres', 'temporal', 's3'] as const;

export function Parts({ state: { parts } }: { state: SystemState }) {
  const t = useAdminWords();
  return (
    <Card title={t('system.parts')}>
      <ul className="m-list">
        {PARTS.map((name) => {
          const { status, latency_ms } = parts[name];
          return (
            <li key={name} className="m-device">
              <div>
                <Text fw={600}>{t(`system.${name}`)}</Text>
                <Text size="sm" c="dimmed">
                  {t(`system.part_hint.${name}`)}
                </Text>
              </div>
              <div className="m-state">
                {latency_ms !== null && (
                  <Text size="sm" c="dimmed">
                    {t('system.latency', { ms: latency_ms })}
                  </Text>
                )}
                <StateBadge tone={status === 'ok' ? 'good' : 'bad'}>
                  {t(`system.${status === 'ok' ? 'answers' : 'silent'}`)}
                </StateBadge>
              </div>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
