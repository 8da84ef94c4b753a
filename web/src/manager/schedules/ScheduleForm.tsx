import { Button, Checkbox, Group, MultiSelect, Radio, Select, Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { api } from '../../api/client';
import { PageTitle } from '../../parts/PageTitle';
import { Problem } from '../../parts/Problem';
import { useRoleTitle } from '../../parts/useRoleTitle';
import { changesOf } from '../data/changesOf';
import { fieldFaults } from '../data/fieldFaults';
import { useAreas, usePeople } from '../data/lookups';
import type { Schedule } from '../data/types';
import { OWN_ZONE } from '../data/wallTime';
import { AreaPicker, TemplatePicker } from '../parts/pickers';
import { zonesWith } from '../places/zones';
import { useLanguage } from '../../words/words';
import { useManagerWords } from '../words';
import { PlanPreview } from './PlanPreview';
import { JITTERS, WINDOWS, windowText } from './windows';

const READY_PLANS = [
  ['30 7 * * MON-FRI', 'schedules.quick_workdays'],
  ['0 8 * * *', 'schedules.quick_daily'],
  ['0 * * * *', 'schedules.quick_hourly'],
  ['0 9 * * MON', 'schedules.quick_weekly'],
] as const;

const fieldsOf = (schedule: Schedule | undefined) => ({
  name: schedule?.name ?? '',
  cron_expression: schedule?.cron_expression ?? '30 7 * * MON-FRI',
  time_zone: schedule?.time_zone ?? OWN_ZONE,
  template_id: schedule?.template_id ?? '',
  executor_ids: schedule?.executor_ids ?? ([] as string[]),
  assignment: schedule?.assignment ?? ('each' as Schedule['assignment']),
  area_id: schedule?.area_id ?? '',
  window: schedule?.window ?? '',
  jitter: schedule?.jitter ?? '',
  skip_holidays: schedule?.skip_holidays ?? true,
});
type Fields = ReturnType<typeof fieldsOf>;

/** The plan as it is typed, with what it would open beside it. */
export function ScheduleForm({ schedule }: { schedule?: Schedule }) {
  const t = useManagerWords();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { data: areas = [] } = useAreas();
  const { data: people = [] } = usePeople();
  const [before] = useState(() => fieldsOf(schedule));
  const [fields, setFields] = useState(before);
  const zones = zonesWith(useLanguage(), fields.time_zone);
  const roleTitle = useRoleTitle();
  const set = (patch: Partial<Fields>) => setFields((former) => ({ ...former, ...patch }));
  const saving = useMutation({
    mutationFn: () => {
      if (schedule) return api.patch<Schedule>(`/schedules/${schedule.id}`, changesOf(before, fields));
      const { area_id, window, jitter, ...rest } = fields;
      return api.post<Schedule>('/schedules/', {
        ...rest,
        ...(area_id && { area_id }),
        ...(window && { window }),
        ...(jitter && { jitter }),
      });
    },
    onSuccess: async (saved) => {
      notifications.show({ message: t('common.saved'), color: 'pine' });
      queries.setQueryData(['schedule', saved.id], saved);
      await queries.invalidateQueries({ queryKey: ['list', '/schedules/'] });
      await navigate(`/schedules/${saved.id}`);
    },
  });
  const faults = fieldFaults(saving.error);
  const isReady = fields.name.trim() !== '' && fields.template_id !== '' && fields.executor_ids.length > 0;
  const choices = people
    .filter(({ id, active }) => active || fields.executor_ids.includes(id))
    .map(({ id, full_name, role }) => ({ value: id, label: `${full_name} — ${roleTitle(role)}` }));
  const takeArea = (area_id: string) => {
    const zone = areas.find(({ id }) => id === area_id)?.time_zone;
    set({ area_id, ...(zone && { time_zone: zone }) });
  };

  return (
    <div className="m-page">
      <PageTitle>{t(schedule ? 'schedules.edit' : 'schedules.create')}</PageTitle>
      <div className="m-two">
        <form
          className="m-card"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (isReady && !saving.isPending) saving.mutate();
          }}
        >
          <TextInput
            label={t('common.name')}
            value={fields.name}
            maxLength={200}
            onChange={({ currentTarget }) => set({ name: currentTarget.value })}
            error={faults.name}
            required
          />
          <TemplatePicker
            onlyActive
            placeholder=""
            value={fields.template_id}
            onPick={(template_id) => set({ template_id })}
            error={faults.template_id}
            required
          />
          <AreaPicker
            placeholder=""
            value={fields.area_id}
            onPick={takeArea}
            description={t('schedules.area_hint')}
            error={faults.area_id}
          />
          <MultiSelect
            label={t('schedules.executors')}
            data={choices}
            value={fields.executor_ids}
            onChange={(executor_ids) => set({ executor_ids })}
            searchable
            hidePickedOptions
            nothingFoundMessage={t('common.nothing_found')}
            error={faults.executor_ids}
            required
          />
          <Radio.Group
            label={t('schedules.assignment')}
            value={fields.assignment}
            onChange={(word) => set({ assignment: word as Fields['assignment'] })}
          >
            <Group mt="xs" gap="lg">
              {(['each', 'rotate'] as const).map((word) => (
                <Radio key={word} value={word} label={t(`schedules.assignments.${word}`)} />
              ))}
            </Group>
          </Radio.Group>
          <TextInput
            label={t('schedules.cron')}
            description={t('schedules.cron_hint')}
            value={fields.cron_expression}
            styles={{ input: { fontFamily: 'ui-monospace, monospace' } }}
            onChange={({ currentTarget }) => set({ cron_expression: currentTarget.value })}
            error={faults.cron_expression}
            required
          />
          <Stack gap={4}>
            <Group gap="xs" role="group" aria-label={t('schedules.quick')}>
              {READY_PLANS.map(([cron, label]) => (
                <Button
                  key={cron}
                  variant="default"
                  size="xs"
                  mih={44}
                  onClick={() => set({ cron_expression: cron })}
                >
                  {t(label)}
                </Button>
              ))}
            </Group>
          </Stack>
          <Select
            label={t('schedules.time_zone')}
            data={zones}
            value={fields.time_zone}
            onChange={(zone) => zone && set({ time_zone: zone })}
            searchable
            allowDeselect={false}
            error={faults.time_zone}
          />
          <Select
            label={t('schedules.window')}
            description={t('schedules.window_hint')}
            value={fields.window}
            allowDeselect={false}
            data={[...new Set(['', ...WINDOWS, fields.window])].map((value) => ({
              value,
              label: windowText(t, value || null),
            }))}
            onChange={(window) => set({ window: window ?? '' })}
            error={faults.window}
          />
          <Select
            label={t('schedules.jitter')}
            description={t('schedules.jitter_hint')}
            value={fields.jitter}
            allowDeselect={false}
            data={[...new Set(['', ...JITTERS, fields.jitter])].map((value) => ({
              value,
              label: value ? windowText(t, value) : t('schedules.no_jitter'),
            }))}
            onChange={(jitter) => set({ jitter: jitter ?? '' })}
            error={faults.jitter}
          />
          <Checkbox
            label={t('schedules.skip_holidays')}
            checked={fields.skip_holidays}
            onChange={({ currentTarget }) => set({ skip_holidays: currentTarget.checked })}
          />
          {saving.error && <Problem error={saving.error} />}
          <Group>
            <Button type="submit" loading={saving.isPending} disabled={!isReady}>
              {t('common.save')}
            </Button>
            <Button
              variant="default"
              component={Link}
              to={schedule ? `/schedules/${schedule.id}` : '/schedules'}
            >
              {t('common.cancel')}
            </Button>
          </Group>
        </form>
        <PlanPreview plan={fields} />
      </div>
    </div>
  );
}
