import { Select, TextInput, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { PRIORITIES } from '../../../../domain/action';
import { api } from '../../api/client';
import { fieldFaults } from '../data/fieldFaults';
import type { Action } from '../data/types';
import { OWN_ZONE, fromWall, toWall } from '../data/wallTime';
import { ActDialog } from '../parts/ActDialog';
import { PersonPicker } from '../parts/pickers';
import { useManagerWords } from '../words';

/** Changes an action under way; only what was changed is sent. */
export function EditActionDialog({ action, onClose }: { action: Action; onClose: () => void }) {
  const t = useManagerWords();
  const queries = useQueryClient();
  const zone = action.area?.time_zone ?? OWN_ZONE;
  const [before] = useState({
    title: action.title,
    description: action.description ?? '',
    priority: action.priority as string,
    owner_id: action.owner.id,
    due: toWall(action.due_at, zone),
  });
  const [fields, setFields] = useState(before);
  const set = (patch: Partial<typeof before>) => setFields((former) => ({ ...former, ...patch }));
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

  const isChanged = (Object.keys(before) as (keyof typeof before)[]).some(
    (key) => fields[key] !== before[key],
  );
  return (
    <ActDialog
      opened
      onClose={onClose}
      title={t('actions.act.update')}
      submit={t('common.save')}
      told={t('common.saved')}
      isReady={isChanged && title.trim() !== '' && owner_id !== '' && due !== ''}
      act={save}
    >
      {(error) => {
        const faults = fieldFaults(error);
        return (
          <>
            <Textarea
              label={t('actions.title_field')}
              value={title}
              maxLength={300}
              autosize
              onChange={({ currentTarget }) => set({ title: currentTarget.value })}
              error={faults.title}
              required
            />
            <Textarea
              label={t('common.description')}
              value={description}
              maxLength={4000}
              autosize
              minRows={2}
              onChange={({ currentTarget }) => set({ description: currentTarget.value })}
              error={faults.description}
            />
            <Select
              label={t('actions.priority')}
              value={priority}
              allowDeselect={false}
              data={PRIORITIES.map((word) => ({ value: word, label: t(`actions.priorities.${word}`) }))}
              onChange={(word) => word && set({ priority: word })}
            />
            <PersonPicker
              label={t('actions.owner')}
              value={owner_id}
              onPick={(picked) => set({ owner_id: picked })}
              error={faults.owner_id}
              required
            />
            <TextInput
              type="datetime-local"
              label={t('common.due')}
              description={t('common.zone_hint', { zone })}
              value={due}
              onChange={({ currentTarget }) => set({ due: currentTarget.value })}
              error={faults.due_at}
              required
            />
          </>
        );
      }}
    </ActDialog>
  );
}
