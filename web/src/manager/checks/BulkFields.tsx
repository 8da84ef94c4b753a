import { NumberInput, SegmentedControl, Text, TextInput, Textarea } from '@mantine/core';
import type { ListedCheck } from '../data/types';
import { OWN_ZONE, fromWall } from '../data/wallTime';
import { PersonPicker } from '../parts/pickers';
import { useManagerWords } from '../words';
import type { BulkAct } from './useSelection';

export interface BulkValues {
  executor_id: string;
  reason: string;
  howDue: 'at' | 'by';
  due: string;
  hours: number;
}

const HOUR_MS = 3_600_000;

export function isComplete(act: BulkAct, { executor_id, reason, howDue, due, hours }: BulkValues): boolean {
  switch (act) {
    case 'reassign':
      return executor_id !== '';
    case 'due':
      return howDue === 'at' ? due !== '' : hours > 0;
    case 'cancel':
      return reason.trim() !== '';
  }
}

/** What the act asks of one check. */
export function bodyFor(act: BulkAct, values: BulkValues, check: ListedCheck): object {
  const reason = values.reason.trim();
  return {
    ...(reason && { reason }),
    ...(act === 'reassign' && { executor_id: values.executor_id }),
    ...(act === 'due' && { due_at: dueOf(values, check) }),
  };
}

function dueOf({ howDue, due, hours }: BulkValues, { due_at, area }: ListedCheck): string {
  if (howDue === 'at') return fromWall(due, area?.time_zone ?? OWN_ZONE);
  // To the minute, so that a repeat after a lost reply asks for the same.
  const minute = Math.ceil(Date.now() / 60_000) * 60_000;
  return new Date(Math.max(Date.parse(due_at), minute) + hours * HOUR_MS).toISOString();
}

interface BulkFieldsProps {
  act: BulkAct;
  values: BulkValues;
  onChange: (patch: Partial<BulkValues>) => void;
}

export function BulkFields({ act, values, onChange }: BulkFieldsProps) {
  const t = useManagerWords();
  return (
    <>
      {act === 'cancel' && <Text>{t('checks.bulk.cancel_text')}</Text>}
      {act === 'reassign' && (
        <PersonPicker
          label={t('check.new_executor')}
          placeholder=""
          value={values.executor_id}
          onPick={(executor_id) => onChange({ executor_id })}
          required
        />
      )}
      {act === 'due' && (
        <>
          <SegmentedControl
            aria-label={t('checks.bulk.how_due')}
            value={values.howDue}
            onChange={(howDue) => onChange({ howDue: howDue === 'by' ? 'by' : 'at' })}
            data={[
              { value: 'at', label: t('checks.bulk.due_at') },
              { value: 'by', label: t('checks.bulk.due_by') },
            ]}
          />
          {values.howDue === 'at' ? (
            <TextInput
              type="datetime-local"
              label={t('check.new_due')}
              description={t('checks.bulk.wall_hint')}
              value={values.due}
              onChange={({ currentTarget }) => onChange({ due: currentTarget.value })}
              required
            />
          ) : (
            <NumberInput
              label={t('checks.bulk.hours')}
              description={t('checks.bulk.hours_hint')}
              value={values.hours}
              min={1}
              max={720}
              allowDecimal={false}
              onChange={(hours) => onChange({ hours: Number(hours) || 0 })}
              required
            />
          )}
        </>
      )}
      <Textarea
        label={t('common.reason')}
        value={values.reason}
        onChange={({ currentTarget }) => onChange({ reason: currentTarget.value })}
        maxLength={1000}
        autosize
        minRows={2}
        required={act === 'cancel'}
      />
    </>
  );
}
