import { Group } from '@mantine/core';
import type { CheckStatus } from '../../../../domain/check';
import type { ListedCheck } from '../data/types';
import { useManagerWords } from '../words';
import { StateBadge, type Tone } from './StateBadge';

const TONES: Record<CheckStatus, Tone> = {
  open: 'calm',
  in_progress: 'calm',
  submitted: 'busy',
  completed: 'good',
  missed: 'bad',
  declined: 'bad',
  cancelled: 'idle',
};

/** Where a check stands, with its verdict once there is one. */
export function CheckBadge({ check }: { check: Pick<ListedCheck, 'status' | 'overdue' | 'verdict'> }) {
  const t = useManagerWords();
  const { status, overdue, verdict } = check;
  return (
    <Group gap={6}>
      <StateBadge tone={status === 'completed' && verdict === 'fail' ? 'idle' : TONES[status]}>
        {t(`status.${status}`)}
      </StateBadge>
      {overdue && <StateBadge tone="bad">{t('common.overdue')}</StateBadge>}
      {verdict && <StateBadge tone={verdict === 'pass' ? 'good' : 'bad'}>{t(`check.${verdict}`)}</StateBadge>}
    </Group>
  );
}
