import '../manager.css';
import { Button, Group, Tabs, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { useSession } from '../../api/session';
import { EmptyState } from '../../parts/EmptyState';
import { Loading } from '../../parts/Loading';
import { PageTitle } from '../../parts/PageTitle';
import { Problem } from '../../parts/Problem';
import { useAdminWords } from '../adminWords';
import { useAreas, useCalendars } from '../data/lookups';
import type { Area, Calendar } from '../data/types';
import { useFilters } from '../data/useFilters';
import { useManagerWords } from '../words';
import { AreaDialog } from './AreaDialog';
import { CalendarDialog } from './CalendarDialog';
import { inTreeOrder } from '../data/inTreeOrder';
import { useZoneText } from '../parts/useZoneText';
import { DAYS, shiftsText } from './shiftsText';

/** The plant's areas and the calendars by which their time is counted. */
export function PlacesPage() {
  const t = useManagerWords();
  const { values, set } = useFilters(['tab'] as const);
  return (
    <div className="m-page">
      <PageTitle>{t('places.title')}</PageTitle>
      <Tabs
        value={values.tab || 'areas'}
        onChange={(tab) => set({ tab: tab === 'areas' ? '' : (tab ?? '') })}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="areas" mih={44}>
            {t('places.areas')}
          </Tabs.Tab>
          <Tabs.Tab value="calendars" mih={44}>
            {t('places.calendars')}
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="areas">
          <Areas />
        </Tabs.Panel>
        <Tabs.Panel value="calendars">
          <Calendars />
        </Tabs.Panel>
      </Tabs>
    </div>
  );
}

function Areas() {
  const t = useManagerWords();
  const zoneText = useZoneText();
  const { permissions } = useSession();
  const { data: areas, error } = useAreas();
  const { data: calendars = [] } = useCalendars();
  const [shown, setShown] = useState<Area | 'new'>();
  return (
    <div className="m-page">
      <Group gap="xs">
        {permissions.includes('MANAGE_AREAS') && (
          <Button onClick={() => setShown('new')}>{t('places.create_area')}</Button>
        )}
        <Button variant="default" component={Link} to="/places/tags">
          {t('tags.all')}
        </Button>
      </Group>
      {error ? <Problem error={error} /> : null}
      {!areas && !error && <Loading />}
      {areas?.length === 0 && (
        <EmptyState title={t('places.empty_areas')} text={t('places.empty_areas_hint')} />
      )}
      {areas && areas.length > 0 && (
        <ul className="m-list m-group" aria-label={t('places.areas')}>
          {inTreeOrder(areas).map(({ area, above }) => (
            <li key={area.id} className="m-row">
              <Text fw={600} pl={(above.length - 1) * 20}>
                {area.name}
              </Text>
              <Text size="sm">{zoneText(area.time_zone)}</Text>
              <Text size="sm">
                {calendars.find(({ id }) => id === area.calendar_id)?.name ?? t('places.no_calendar')}
              </Text>
              <Group gap="xs" justify="flex-end" wrap="nowrap">
                <Button
                  variant="subtle"
                  component={Link}
                  to={`/places/tags?area_id=${area.id}`}
                  aria-label={t('tags.code', { name: area.name })}
                >
                  QR
                </Button>
                {area.may.includes('update') && (
                  <Button
                    variant="default"
                    aria-label={`${t('common.edit')}: ${area.name}`}
                    onClick={() => setShown(area)}
                  >
                    {t('common.edit')}
                  </Button>
                )}
              </Group>
            </li>
          ))}
        </ul>
      )}
      {shown && <AreaDialog {...(shown !== 'new' && { area: shown })} onClose={() => setShown(undefined)} />}
    </div>
  );
}

function Calendars() {
  const t = useManagerWords();
  const { permissions } = useSession();
  const admin = useAdminWords();
  const { data: calendars, error } = useCalendars();
  const { data: areas = [] } = useAreas();
  const [shown, setShown] = useState<Calendar | 'new'>();
  const used = (id: string) => {
    const count = areas.filter(({ calendar_id }) => calendar_id === id).length;
    return count === 0 ? admin('places.used_by_none') : admin('places.used_by', { count });
  };
  return (
    <div className="m-page">
      {permissions.includes('MANAGE_AREAS') && (
        <Button w="fit-content" onClick={() => setShown('new')}>
          {t('places.create_calendar')}
        </Button>
      )}
      {error ? <Problem error={error} /> : null}
      {!calendars && !error && <Loading />}
      {calendars?.length === 0 && (
        <EmptyState title={t('places.empty_calendars')} text={t('places.empty_calendars_hint')} />
      )}
      {calendars?.map((calendar) => (
        <section key={calendar.id} className="m-card" aria-label={calendar.name}>
          <div className="m-head">
            <Text fw={600} size="lg">
              {calendar.name}
            </Text>
            {calendar.may.includes('update') && (
              <Button
                variant="default"
                aria-label={`${t('common.edit')}: ${calendar.name}`}
                onClick={() => setShown(calendar)}
              >
                {t('common.edit')}
              </Button>
            )}
          </div>
          <dl className="m-facts" style={{ gridTemplateColumns: 'repeat(auto-fill, minmax(7rem, 1fr))' }}>
            {DAYS.map((day) => (
              <div key={day}>
                <dt>{t(`places.days.${day}`)}</dt>
                <dd>{shiftsText(calendar.week[day]) || t('places.day_off')}</dd>
              </div>
            ))}
          </dl>
          <Text size="sm" c="dimmed">
            {t('places.holidays_count', { count: calendar.holidays.length })} · {used(calendar.id)}
          </Text>
        </section>
      ))}
      {shown && (
        <CalendarDialog {...(shown !== 'new' && { calendar: shown })} onClose={() => setShown(undefined)} />
      )}
    </div>
  );
}
