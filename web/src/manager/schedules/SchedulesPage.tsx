import '../manager.css';
import { Button, Group, Text } from '@mantine/core';
import { Link } from 'react-router';
import { useSession } from '../../api/session';
import { PageTitle } from '../../parts/PageTitle';
import { SavedViews } from '../checks/SavedViews';
import type { Schedule } from '../data/types';
import { useFilters } from '../data/useFilters';
import { usePages } from '../data/usePages';
import { Found } from '../parts/Found';
import { ChoiceFilter } from '../parts/ChoiceFilter';
import { Filters } from '../parts/Filters';
import { AreaPicker, PersonPicker, TemplatePicker } from '../parts/pickers';
import { SearchField } from '../parts/SearchField';
import { StateBadge } from '../parts/StateBadge';
import { When } from '../parts/When';
import { useManagerWords } from '../words';

const FILTERS = ['enabled', 'area_id', 'template_id', 'executor_id', 'q'] as const;
const EVERY_MS = 10_000;

/** The plans by which checks open by themselves. */
export function SchedulesPage() {
  const t = useManagerWords();
  const { permissions } = useSession();
  const { values, set, isAny, clear } = useFilters(FILTERS);
  const found = usePages<Schedule>('/schedules/', [values], { everyMs: EVERY_MS });
  return (
    <div className="m-page">
      <div className="m-head">
        <PageTitle>{t('schedules.title')}</PageTitle>
        <Group gap="xs">
          <SavedViews page="schedules" />
          {permissions.includes('MANAGE_SCHEDULES') && (
            <Button component={Link} to="/schedules/new">
              {t('schedules.create')}
            </Button>
          )}
        </Group>
      </div>
      <Filters isAny={isAny} clear={clear}>
        <SearchField value={values.q} onSearch={(q) => set({ q })} placeholder={t('board.search')} />
        <ChoiceFilter
          label={t('schedules.state')}
          every={t('common.all')}
          value={values.enabled}
          choices={[
            { value: 'true', label: t('schedules.enabled') },
            { value: 'false', label: t('schedules.paused') },
          ]}
          onPick={(enabled) => set({ enabled })}
        />
        <AreaPicker value={values.area_id} onPick={(area_id) => set({ area_id })} />
        <TemplatePicker value={values.template_id} onPick={(template_id) => set({ template_id })} />
        <PersonPicker value={values.executor_id} onPick={(executor_id) => set({ executor_id })} />
      </Filters>
      <Found found={found} isFiltered={isAny} empty={t('schedules.empty')} hint={t('schedules.empty_hint')}>
        <ul className="m-list m-group" aria-label={t('schedules.title')}>
          {found.items.map((schedule) => (
            <li key={schedule.id}>
              <ScheduleRow schedule={schedule} />
            </li>
          ))}
        </ul>
      </Found>
    </div>
  );
}

function ScheduleRow({ schedule }: { schedule: Schedule }) {
  const t = useManagerWords();
  const { id, name, description, template_name, area, enabled, next_slot_at, time_zone, executor_ids } =
    schedule;
  return (
    <Link to={`/schedules/${id}`} className="m-row">
      <Text fw={600} lineClamp={2}>
        {name}
        <Text span display="block" size="sm" fw={400}>
          {description}
        </Text>
      </Text>
      <Text size="sm" lineClamp={2}>
        {template_name}
        <Text span display="block" size="sm" c="dimmed">
          {area?.name ?? t('common.no_area')}
        </Text>
      </Text>
      <Text size="sm" lineClamp={2}>
        {t('schedules.executors_count', { count: executor_ids.length })}
      </Text>
      {enabled && next_slot_at ? (
        <Text size="sm" ta="right">
          <Text span display="block" size="xs" c="dimmed">
            {t('schedules.next')}
          </Text>
          <When at={next_slot_at} zone={time_zone} />
        </Text>
      ) : (
        <StateBadge tone={enabled ? 'calm' : 'idle'}>
          {t(enabled ? 'schedules.enabled' : 'schedules.paused')}
        </StateBadge>
      )}
    </Link>
  );
}
