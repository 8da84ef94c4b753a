import { Checkbox } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { DateTime } from 'luxon';
import { useState } from 'react';
import { usePostOnce } from '../../api/postOnce';
import type { Action, Check } from '../data/types';
import { OWN_ZONE, fromWall } from '../data/wallTime';
import { ActDialog } from '../parts/ActDialog';
import { useManagerWords } from '../words';
import { ActionFields, isWhole } from './ActionFields';

interface NewActionDialogProps {
  /** Where the fault was found; without it the action stands alone. */
  found?: { check: Check; question_id?: string; title?: string };
  onClose: () => void;
}

/** Gives somebody a corrective action by hand. */
export function NewActionDialog({ found, onClose }: NewActionDialogProps) {
  const t = useManagerWords();
  const queries = useQueryClient();
  const post = usePostOnce();
  const zone = found?.check.area?.time_zone ?? OWN_ZONE;
  const [fields, setFields] = useState(() => ({
    title: found?.title ?? '',
    description: '',
    priority: 'medium',
    owner_id: '',
    due: DateTime.now().setZone(zone).plus({ days: 1 }).startOf('hour').toFormat("yyyy-MM-dd'T'HH:mm"),
    evidence_required: false,
  }));
  const set = (patch: Partial<typeof fields>) => setFields((before) => ({ ...before, ...patch }));
  const { title, description, priority, owner_id, due, evidence_required } = fields;

  const create = async () => {
    await post<Action>('/actions/', {
      ...{ title: title.trim(), priority, owner_id, due_at: fromWall(due, zone), evidence_required },
      ...(description.trim() && { description: description.trim() }),
      ...(found && { check_id: found.check.id }),
      ...(found?.question_id && { question_id: found.question_id }),
    });
    await queries.invalidateQueries({ queryKey: ['list', '/actions/'] });
    if (found) await queries.invalidateQueries({ queryKey: ['check', found.check.id] });
  };

  return (
    <ActDialog
      opened
      onClose={onClose}
      title={t('actions.create')}
      submit={t('actions.submit')}
      told={t('actions.given')}
      isReady={isWhole(fields)}
      act={create}
    >
      {(error) => (
        <>
          <ActionFields draft={fields} set={set} zone={zone} error={error} />
          <Checkbox
            label={t('actions.needs_evidence')}
            checked={evidence_required}
            onChange={({ currentTarget }) => set({ evidence_required: currentTarget.checked })}
          />
        </>
      )}
    </ActDialog>
  );
}
