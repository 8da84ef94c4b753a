import { Select, TextInput, Textarea } from '@mantine/core';
import { PRIORITIES } from '../../../../domain/action';
import { fieldFaults } from '../data/fieldFaults';
import { PersonPicker } from '../parts/pickers';
import { useZoneText } from '../parts/useZoneText';
import { useManagerWords } from '../words';

export interface ActionDraft {
  title: string;
  description: string;
  priority: string;
  owner_id: string;
  /** The wall's time in `zone`. */
  due: string;
}

export const isWhole = ({ title, owner_id, due }: ActionDraft): boolean =>
  title.trim() !== '' && owner_id !== '' && due !== '';

interface ActionFieldsProps {
  draft: ActionDraft;
  set: (patch: Partial<ActionDraft>) => void;
  zone: string;
  /** Why the last attempt to save was refused. */
  error: unknown;
}

/** What an action asks, of whom, by when. */
export function ActionFields({ draft, set, zone, error }: ActionFieldsProps) {
  const t = useManagerWords();
  const zoneText = useZoneText();
  const faults = fieldFaults(error);
  return (
    <>
      <Textarea
        label={t('actions.title_field')}
        value={draft.title}
        maxLength={300}
        autosize
        onChange={({ currentTarget }) => set({ title: currentTarget.value })}
        error={faults.title}
        required
        data-autofocus
      />
      <Textarea
        label={t('common.description')}
        value={draft.description}
        maxLength={4000}
        autosize
        minRows={2}
        onChange={({ currentTarget }) => set({ description: currentTarget.value })}
        error={faults.description}
      />
      <PersonPicker
        label={t('actions.owner')}
        placeholder=""
        value={draft.owner_id}
        onPick={(owner_id) => set({ owner_id })}
        error={faults.owner_id}
        required
      />
      <TextInput
        type="datetime-local"
        label={t('common.due')}
        description={t('common.zone_hint', { zone: zoneText(zone) })}
        value={draft.due}
        onChange={({ currentTarget }) => set({ due: currentTarget.value })}
        error={faults.due_at}
        required
      />
      <Select
        label={t('actions.priority')}
        value={draft.priority}
        allowDeselect={false}
        data={PRIORITIES.map((word) => ({ value: word, label: t(`actions.priorities.${word}`) }))}
        onChange={(priority) => priority && set({ priority })}
      />
    </>
  );
}
