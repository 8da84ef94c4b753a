import { Button, FileInput, Group, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client';
import { fieldFaults } from '../data/fieldFaults';
import type { Action } from '../data/types';
import { ActDialog } from '../parts/ActDialog';
import { type ManagerKey, useManagerWords } from '../words';
import { EditActionDialog } from './EditActionDialog';

type Act = 'start' | 'done' | 'verify' | 'return' | 'update' | 'cancel' | 'sync';
const NEEDS: Record<Act, Action['may'][number]> = {
  start: 'start',
  done: 'done',
  verify: 'verify',
  return: 'return',
  update: 'update',
  cancel: 'update',
  sync: 'sync',
};
const ACTS = Object.keys(NEEDS) as Act[];
const TEXTS: Partial<Record<Act, ManagerKey>> = {
  done: 'actions.done_text',
  verify: 'actions.verify_text',
  return: 'actions.return_text',
  cancel: 'actions.cancel_text',
};

/** What the reader may do with an action now. */
export function ActionActs({ action }: { action: Action }) {
  const t = useManagerWords();
  const [act, setAct] = useState<Act>();
  const acts = ACTS.filter((name) => action.may.includes(NEEDS[name]));
  if (acts.length === 0) return null;
  const close = () => setAct(undefined);
  return (
    <Group gap="xs" className="m-acts">
      {acts.map((name, index) => (
        <Button
          key={name}
          variant={index === 0 && name !== 'update' ? 'filled' : 'default'}
          {...(name === 'cancel' && { c: 'var(--late)' })}
          onClick={() => setAct(name)}
        >
          {t(`actions.act.${name}`)}
        </Button>
      ))}
      {ACTS.filter((name) => name !== 'update').map((name) => (
        <ActionAct key={name} act={name} action={action} opened={act === name} onClose={close} />
      ))}
      {act === 'update' && <EditActionDialog action={action} onClose={close} />}
    </Group>
  );
}

interface ActionActProps {
  act: Act;
  action: Action;
  opened: boolean;
  onClose: () => void;
}

function ActionAct({ act, action, opened, onClose }: ActionActProps) {
  const t = useManagerWords();
  const queries = useQueryClient();
  const [text, setText] = useState('');
  const [photo, setPhoto] = useState<File | null>(null);
  const needsReason = act === 'return' || act === 'cancel';
  const takesComment = act === 'done' || act === 'verify';
  const words = text.trim();

  const carryOut = async () => {
    const path = `/actions/${action.id}`;
    const after =
      act === 'cancel'
        ? await api.patch<Action>(path, { status: 'cancelled', reason: words })
        : await api.post<Action>(`${path}/${act}`, {
            ...(act === 'return' && { reason: words }),
            ...(takesComment && words && { comment: words }),
            ...(photo && { files: [await uploaded(photo)] }),
          });
    queries.setQueryData(['action', action.id], after);
    await queries.invalidateQueries({ queryKey: ['list', '/actions/'] });
    setText('');
    setPhoto(null);
  };

  const explained = TEXTS[act];
  return (
    <ActDialog
      opened={opened}
      onClose={onClose}
      title={t(`actions.act.${act}`)}
      submit={t(`actions.act.${act}`)}
      isDangerous={act === 'cancel'}
      isReady={!needsReason || words !== ''}
      told={t('actions.told')}
      act={carryOut}
      {...(explained && { text: t(explained) })}
    >
      {(error) => (
        <>
          {act === 'done' && (
            <FileInput
              label={t('actions.photo')}
              accept="image/*"
              value={photo}
              onChange={setPhoto}
              clearable
              required={action.evidence_required && action.files.length === 0}
            />
          )}
          {(needsReason || takesComment) && (
            <Textarea
              label={t(needsReason ? 'common.reason' : 'common.comment')}
              value={text}
              onChange={({ currentTarget }) => setText(currentTarget.value)}
              maxLength={1000}
              autosize
              minRows={2}
              required={needsReason}
              error={fieldFaults(error).reason ?? fieldFaults(error).comment}
            />
          )}
        </>
      )}
    </ActDialog>
  );
}

async function uploaded(photo: File): Promise<string> {
  const form = new FormData();
  form.append('file', photo, photo.name);
  return (await api.post<{ id: string }>('/files/', form)).id;
}
