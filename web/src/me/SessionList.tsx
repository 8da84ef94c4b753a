import { Text } from '@mantine/core';
import type { components } from '../../generated/api';
import { ConfirmAct } from '../manager/parts/ConfirmAct';
import { StateBadge } from '../manager/parts/StateBadge';
import { useTimeText } from '../manager/parts/When';
import { deviceOf } from './device';
import { useMyWords } from './words';

export type Session = components['schemas']['Session'];

interface SessionListProps {
  sessions: readonly Session[];
  label: string;
  /** Of other people's sessions none is the reader's own. */
  onEnd: (session: Session) => Promise<unknown>;
}

/** Devices on which somebody is signed in, with the end of each at hand. */
export function SessionList({ sessions, label, onEnd }: SessionListProps) {
  const t = useMyWords();
  const time = useTimeText();
  return (
    <ul className="m-list" aria-label={label}>
      {sessions.map((session) => {
        const { browser, system, other } = deviceOf(session.user_agent);
        const device =
          browser && system
            ? t('sessions.app', { browser, system })
            : (browser ?? system ?? other ?? t('sessions.unknown'));
        return (
          <li key={session.id} className="m-device">
            <div>
              <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
                {device}
              </Text>
              <Text size="sm" c="dimmed">
                {t('sessions.used', { time: time(session.refreshed_at) })} ·{' '}
                {t('sessions.since', { time: time(session.created_at) })}
                {session.address && ` · ${session.address}`}
              </Text>
            </div>
            {session.current ? (
              <StateBadge tone="good">{t('sessions.here')}</StateBadge>
            ) : (
              <ConfirmAct
                label={t('sessions.end')}
                aria-label={t('sessions.end_named', { device })}
                text={t('sessions.end_text', { device })}
                told={t('sessions.ended')}
                act={() => onEnd(session)}
              />
            )}
          </li>
        );
      })}
    </ul>
  );
}
