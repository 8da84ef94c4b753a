import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client';
import type { Action } from '../data/types';
import { OWN_ZONE, fromWall, toWall } from '../data/wallTime';
import { ActDialog } from '../parts/ActDialog';
import { useManagerWords } from '../words';
import { type ActionDraft, ActionFields, isWhole } from './ActionFields';

/** Changes an action under way; only what was changed is sent. */
export function EditActionDialog({ action, onClose }: { action: Action; onClose: () => void }) {
  const t = useManagerWords();
  const queries = useQueryClient();
  const zone = action.area?.time_zone ?? OWN_ZONE;
  const [before] = useState<ActionDraft>({
    title: action.title,
    description: action.description ?? '',
    priority: action.priority,
    owner_id: action.owner.id,
    due: toWall(action.due_at, zone),
  });
  const [fields, setFields] = useState(before);
  const set = (patch: Partial<ActionDraft>) => setFields((former) => ({ ...former, ...patch }));
  const { title, description, priority, owner_id, due } = fields;

  const save = async () => {
    const after = await api.patch<Action>(`/actions/${action.id}`, {
      ...(title !== before.title && { title }),
      ...(description !== before.description && { description: description || null }),
      ...(priority !== before.priority && { priority }),
      ...(owner_id !== before.owner_id && { owner_id }),
      ...(due !== before.due && { due_at: fromWall(due, zone) }),
    });
    queries.setQueryData(['action', action.id], after);
    await queries.invalidateQueries({ queryKey: ['list', '/actions/'] });
  };

  const isChanged = (Object.keys(before) as (keyof ActionDraft)[]).some((key) => fields[key] !== before[key]);
  return (
    <ActDialog
      opened
      onClose={onClose}
      title={t('actions.act.update')}
      submit={t('common.save')}
      told={t('common.saved')}
      isReady={isChanged && isWhole(fields)}
      act={save}
    >
      {(error) => <ActionFields draft={fields} set={set} zone={zone} error={error} />}
    </ActDialog>
  );
}
