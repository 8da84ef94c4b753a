import type { ActionStatus } from '../../../../domain/action';
import type { Action } from '../data/types';
import { StateBadge, type Tone } from '../parts/StateBadge';
import { useManagerWords } from '../words';

const TONES: Record<ActionStatus, Tone> = {
  open: 'calm',
  in_progress: 'calm',
  done: 'busy',
  verified: 'good',
  returned: 'bad',
  cancelled: 'idle',
};

/** Where an action stands. */
export function ActionBadge({ action: { status, overdue } }: { action: Pick<Action, 'status' | 'overdue'> }) {
  const t = useManagerWords();
  return (
    <>
      <StateBadge tone={TONES[status]}>{t(`actions.statuses.${status}`)}</StateBadge>
      {overdue && <StateBadge tone="bad">{t('actions.overdue')}</StateBadge>}
    </>
  );
}
