import { Select, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client';
import { useLanguage } from '../../words/words';
import { useAdminWords } from '../adminWords';
import { changesOf } from '../data/changesOf';
import { fieldFaults } from '../data/fieldFaults';
import { useCalendars } from '../data/lookups';
import type { Area } from '../data/types';
import { OWN_ZONE } from '../data/wallTime';
import { ActDialog } from '../parts/ActDialog';
import { AreaPicker } from '../parts/pickers';
import { useManagerWords } from '../words';
import { zonesWith } from './zones';

/** Makes an area, or changes one. */
export function AreaDialog({ area, onClose }: { area?: Area; onClose: () => void }) {
  const t = useManagerWords();
  const admin = useAdminWords();
  const spoken = useLanguage();
  const queries = useQueryClient();
  const { data: calendars = [] } = useCalendars();
  const [before] = useState({
    name: area?.name ?? '',
    time_zone: area?.time_zone ?? OWN_ZONE,
    parent_id: area?.parent_id ?? '',
    calendar_id: area?.calendar_id ?? '',
  });
  const [fields, setFields] = useState(before);
  const set = (patch: Partial<typeof fields>) => setFields((former) => ({ ...former, ...patch }));
  const zones = zonesWith(spoken, fields.time_zone);
  const save = async () => {
    if (area) await api.patch(`/areas/${area.id}`, changesOf(before, fields));
    else
      await api.post('/areas/', {
        name: fields.name,
        time_zone: fields.time_zone,
        ...changesOf(before, fields),
      });
    await queries.invalidateQueries({ queryKey: ['lookup', 'areas'] });
  };
  return (
    <ActDialog
      opened
      onClose={onClose}
      title={t(area ? 'places.edit_area' : 'places.create_area')}
      submit={t('common.save')}
      told={t('common.saved')}
      isReady={fields.name.trim() !== ''}
      act={save}
    >
      {(error) => {
        const faults = fieldFaults(error);
        return (
          <>
            <TextInput
              label={t('common.name')}
              value={fields.name}
              maxLength={200}
              onChange={({ currentTarget }) => set({ name: currentTarget.value })}
              error={faults.name}
              required
            />
            <AreaPicker
              label={t('places.parent')}
              placeholder={t('places.top')}
              value={fields.parent_id}
              without={area?.id}
              onPick={(parent_id) => set({ parent_id })}
              error={faults.parent_id}
            />
            <Select
              label={t('schedules.time_zone')}
              description={admin('places.zone_hint')}
              data={zones}
              value={fields.time_zone}
              onChange={(zone) => zone && set({ time_zone: zone })}
              searchable
              allowDeselect={false}
              error={faults.time_zone}
            />
            <Select
              label={t('places.calendar')}
              value={fields.calendar_id}
              allowDeselect={false}
              data={[
                { value: '', label: t('places.no_calendar') },
                ...calendars.map(({ id, name }) => ({ value: id, label: name })),
              ]}
              onChange={(calendar_id) => set({ calendar_id: calendar_id ?? '' })}
              error={faults.calendar_id}
            />
          </>
        );
      }}
    </ActDialog>
  );
}
