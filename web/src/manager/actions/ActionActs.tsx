import { Button, Group, TextInput, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client';
import { usePostOnce } from '../../api/postOnce';
import { fieldFaults } from '../data/fieldFaults';
import type { Action } from '../data/types';
import { uploaded } from '../data/uploaded';
import { OWN_ZONE, fromWall } from '../data/wallTime';
import { ActDialog } from '../parts/ActDialog';
import { PictureInput } from '../parts/PictureInput';
import { useZoneText } from '../parts/useZoneText';
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
  sync: 'actions.sync_text',
};

/** What the reader may do with an action now. */
export function ActionActs({ action }: { action: Action }) {
  const t = useManagerWords();
  const [act, setAct] = useState<Act>();
  const acts = ACTS.filter((name) => action.may.includes(NEEDS[name]));
  // A dialog outlives its button: what was typed, and why it is refused by now, stays in sight.
  if (acts.length === 0 && !act) return null;
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
  const zoneText = useZoneText();
  const queries = useQueryClient();
  const post = usePostOnce();
  const [text, setText] = useState('');
  const [pictures, setPictures] = useState<File[]>([]);
  const [due, setDue] = useState('');
  const zone = action.area?.time_zone ?? OWN_ZONE;
  const needsReason = act === 'return' || act === 'cancel';
  const takesComment = act === 'done' || act === 'verify';
  const words = text.trim();

  const carryOut = async () => {
    const path = `/actions/${action.id}`;
    const files = await Promise.all(pictures.map(uploaded));
    const acted =
      act === 'cancel'
        ? api.patch<Action>(path, { status: 'cancelled', reason: words })
        : post<Action>(`${path}/${act}`, {
            ...(act === 'return' && { reason: words }),
            ...(act === 'return' && due && { due_at: fromWall(due, zone) }),
            ...(takesComment && words && { comment: words }),
            ...(files.length > 0 && { files }),
          });
    const after = await acted.catch((error: unknown) => {
      // Refused because it stands otherwise by now: the page behind the words shows how.
      void queries.invalidateQueries({ queryKey: ['action', action.id] });
      throw error;
    });
    queries.setQueryData(['action', action.id], after);
    await queries.invalidateQueries({ queryKey: ['list', '/actions/'] });
    setText('');
    setPictures([]);
    setDue('');
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
            <PictureInput
              label={t('actions.photo')}
              value={pictures}
              onChange={setPictures}
              required={action.evidence_required && action.files.length === 0}
            />
          )}
          {act === 'return' && (
            <TextInput
              type="datetime-local"
              label={t('actions.return_due')}
              description={t('common.zone_hint', { zone: zoneText(zone) })}
              value={due}
              onChange={({ currentTarget }) => setDue(currentTarget.value)}
              error={fieldFaults(error).due_at}
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
