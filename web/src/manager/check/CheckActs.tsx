import { Button, Group, TextInput, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { usePostOnce } from '../../api/postOnce';
import { fieldFaults } from '../data/fieldFaults';
import type { Check } from '../data/types';
import { OWN_ZONE, fromWall, toWall } from '../data/wallTime';
import { ActDialog } from '../parts/ActDialog';
import { PersonPicker } from '../parts/pickers';
import { useZoneText } from '../parts/useZoneText';
import { type ManagerWords, useManagerWords } from '../words';

type Act = 'accept' | 'return' | 'reassign' | 'due' | 'decline' | 'cancel';
const NEEDS: Record<Act, Check['may'][number]> = {
  accept: 'review',
  return: 'review',
  reassign: 'reassign',
  due: 'due',
  decline: 'decline',
  cancel: 'cancel',
};
const ACTS = Object.keys(NEEDS) as Act[];
/** None of these can be taken back. */
const ENDING: readonly Act[] = ['decline', 'cancel'];

interface CheckActsProps {
  check: Check;
  /** All unless given. */
  only?: readonly Act[];
  /** Offered as the reason of a return. */
  reason?: string;
  onDone?: () => void;
}

/** What the reader may do with a check now. */
export function CheckActs({ check, only = ACTS, reason = '', onDone }: CheckActsProps) {
  const t = useManagerWords();
  const [act, setAct] = useState<Act>();
  const acts = only.filter((name) => check.may.includes(NEEDS[name]));
  const mayFill = only === ACTS && check.may.includes('answer');
  // A dialog outlives its button: what was typed, and why it is refused by now, stays in sight.
  if (acts.length === 0 && !mayFill && !act) return null;
  return (
    <Group gap="xs" className="m-acts">
      {mayFill && (
        <Button component={Link} to={`/fill/${check.id}`}>
          {t('check.act.fill')}
        </Button>
      )}
      {acts.map((name) => (
        <Button
          key={name}
          variant={name === 'accept' ? 'filled' : 'default'}
          {...(ENDING.includes(name) && { c: 'var(--late)' })}
          onClick={() => setAct(name)}
        >
          {t(`check.act.${name}`)}
        </Button>
      ))}
      {only.map((name) => (
        <CheckAct
          key={name}
          act={name}
          check={check}
          opened={act === name}
          suggested={name === 'return' ? reason : ''}
          {...(onDone && { onDone })}
          onClose={() => setAct(undefined)}
        />
      ))}
    </Group>
  );
}

interface CheckActProps {
  act: Act;
  check: Check;
  opened: boolean;
  suggested: string;
  onClose: () => void;
  onDone?: () => void;
}

function CheckAct({ act, check, opened, suggested, onClose, onDone }: CheckActProps) {
  const t = useManagerWords();
  const zoneText = useZoneText();
  const queries = useQueryClient();
  const post = usePostOnce();
  const zone = check.area?.time_zone ?? OWN_ZONE;
  const [reason, setReason] = useState('');
  const [executor_id, setExecutor] = useState('');
  const [due, setDue] = useState('');
  useEffect(() => {
    if (opened && suggested) setReason((before) => before || suggested);
  }, [opened, suggested]);
  const needsReason = act === 'return' || ENDING.includes(act);
  const takesDue = act === 'due' || act === 'return';
  const isReady =
    (!needsReason || reason.trim() !== '') &&
    (act !== 'reassign' || executor_id !== '') &&
    (act !== 'due' || due !== '');

  const carryOut = async () => {
    const given = {
      ...(reason.trim() && act !== 'accept' && { reason: reason.trim() }),
      ...(takesDue && due && { due_at: fromWall(due, zone) }),
      ...(act === 'reassign' && { executor_id }),
      ...((act === 'accept' || act === 'return') && { decision: act }),
    };
    const path = act === 'accept' || act === 'return' ? 'review' : act;
    const after = await post<Check>(`/checks/${check.id}/${path}`, given).catch((error: unknown) => {
      // Refused because it stands otherwise by now: the page behind the words shows how.
      void queries.invalidateQueries({ queryKey: ['check', check.id] });
      throw error;
    });
    queries.setQueryData(['check', check.id], after);
    await queries.invalidateQueries({ queryKey: ['list'] });
    setReason('');
    setExecutor('');
    setDue('');
    onDone?.();
  };

  return (
    <ActDialog
      opened={opened}
      onClose={onClose}
      title={t(`check.act.${act}`)}
      submit={t(`check.act.${act}`)}
      isDangerous={ENDING.includes(act)}
      isReady={isReady}
      told={toldOf(t)[act]}
      act={carryOut}
      {...(act in TEXTS && { text: t(TEXTS[act as keyof typeof TEXTS]) })}
    >
      {(error) => {
        const faults = fieldFaults(error);
        return (
          <>
            {act === 'reassign' && (
              <PersonPicker
                label={t('check.new_executor')}
                placeholder=""
                value={executor_id}
                onPick={setExecutor}
                isFit={(id) => id !== check.executor.id}
                error={faults.executor_id}
                required
              />
            )}
            {takesDue && (
              <TextInput
                type="datetime-local"
                label={t('check.new_due')}
                description={t('common.zone_hint', { zone: zoneText(zone) })}
                value={due || (act === 'due' ? toWall(check.due_at, zone) : '')}
                onChange={({ currentTarget }) => setDue(currentTarget.value)}
                error={faults.due_at}
                required={act === 'due'}
              />
            )}
            {act !== 'accept' && (
              <Textarea
                label={t('common.reason')}
                value={reason}
                onChange={({ currentTarget }) => setReason(currentTarget.value)}
                maxLength={1000}
                autosize
                minRows={2}
                error={faults.reason}
                required={needsReason}
                data-autofocus={ENDING.includes(act) || undefined}
              />
            )}
          </>
        );
      }}
    </ActDialog>
  );
}

const TEXTS = {
  accept: 'check.accept_text',
  return: 'check.return_text',
  decline: 'check.decline_text',
  cancel: 'check.cancel_text',
} as const;

const toldOf = (t: ManagerWords): Record<Act, string> => ({
  accept: t('check.accepted'),
  return: t('check.returned'),
  reassign: t('check.reassigned'),
  due: t('check.due_moved'),
  decline: t('check.declined'),
  cancel: t('check.cancelled'),
});
