import { TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { usePostOnce } from '../../api/postOnce';
import { fieldFaults } from '../data/fieldFaults';
import { useAreas } from '../data/lookups';
import type { Check } from '../data/types';
import { OWN_ZONE, fromWall } from '../data/wallTime';
import { ActDialog } from '../parts/ActDialog';
import { AreaPicker, PersonPicker, TemplatePicker } from '../parts/pickers';
import { useZoneText } from '../parts/useZoneText';
import { useManagerWords } from '../words';

const BLANK = { template_id: '', executor_id: '', area_id: '', due: '' };

/** Opens a check by hand. */
export function OpenCheckDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const t = useManagerWords();
  const zoneText = useZoneText();
  const queries = useQueryClient();
  const post = usePostOnce();
  const { data: areas = [] } = useAreas();
  const [fields, setFields] = useState(BLANK);
  const set = (patch: Partial<typeof BLANK>) => setFields((before) => ({ ...before, ...patch }));
  const { template_id, executor_id, area_id, due } = fields;
  const zone = areas.find(({ id }) => id === area_id)?.time_zone ?? OWN_ZONE;

  const open = async () => {
    await post<Check>('/checks/', {
      ...{ template_id, executor_id },
      ...(area_id && { area_id }),
      ...(due && { due_at: fromWall(due, zone) }),
    });
    setFields(BLANK);
    await queries.invalidateQueries({ queryKey: ['list', '/checks/'] });
  };

  return (
    <ActDialog
      opened={opened}
      onClose={onClose}
      title={t('open.title')}
      submit={t('open.submit')}
      told={t('open.done')}
      isReady={template_id !== '' && executor_id !== ''}
      act={open}
    >
      {(error) => {
        const faults = fieldFaults(error);
        return (
          <>
            <TemplatePicker
              onlyActive
              placeholder=""
              value={template_id}
              onPick={(picked) => set({ template_id: picked })}
              error={faults.template_id}
              required
            />
            <PersonPicker
              placeholder=""
              value={executor_id}
              onPick={(picked) => set({ executor_id: picked })}
              error={faults.executor_id}
              required
            />
            <AreaPicker
              value={area_id}
              onPick={(picked) => set({ area_id: picked })}
              placeholder=""
              description={t('open.area_hint')}
              error={faults.area_id}
            />
            <TextInput
              type="datetime-local"
              label={t('common.due')}
              description={`${t('open.due_hint')} ${t('common.zone_hint', { zone: zoneText(zone) })}`}
              value={due}
              onChange={({ currentTarget }) => set({ due: currentTarget.value })}
              error={faults.due_at}
            />
          </>
        );
      }}
    </ActDialog>
  );
}
