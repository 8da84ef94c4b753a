import '../manager.css';
import { Anchor, Button, Group, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from 'react-router';
import { api } from '../../api/client';
import { useWhileDown } from '../../api/liveState';
import { Loading } from '../../parts/Loading';
import { PageTitle } from '../../parts/PageTitle';
import { PageProblem } from '../../parts/PageProblem';
import { usePeople } from '../data/lookups';
import type { Schedule } from '../data/types';
import { ConfirmAct } from '../parts/ConfirmAct';
import { Fact } from '../parts/Fact';
import { StateBadge } from '../parts/StateBadge';
import { When } from '../parts/When';
import { useZoneText } from '../parts/useZoneText';
import { useManagerWords } from '../words';
import { Ledger } from './Ledger';
import { windowText } from './windows';

const EVERY_MS = 10_000;

/** One schedule with what it has opened and will open. */
export function SchedulePage() {
  const t = useManagerWords();
  const { schedule_id = '' } = useParams();
  const { data, error, refetch } = useQuery({
    queryKey: ['schedule', schedule_id],
    queryFn: () => api.get<Schedule>(`/schedules/${schedule_id}`),
    refetchInterval: useWhileDown(EVERY_MS),
  });
  if (!data)
    return error ? (
      <PageProblem error={error} onRetry={() => void refetch()} list="/schedules" />
    ) : (
      <Loading />
    );
  return (
    <div className="m-page">
      <Anchor component={Link} to="/schedules" size="sm" w="fit-content" py="xs">
        ← {t('schedules.title')}
      </Anchor>
      <div className="m-head">
        <PageTitle>{data.name}</PageTitle>
        <StateBadge tone={data.enabled ? 'good' : 'idle'}>
          {t(data.enabled ? 'schedules.enabled' : 'schedules.paused')}
        </StateBadge>
      </div>
      <ScheduleActs schedule={data} />
      <Head schedule={data} />
      <Ledger schedule={data} />
    </div>
  );
}

function ScheduleActs({ schedule: { id, may } }: { schedule: Schedule }) {
  const t = useManagerWords();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const afresh = () => queries.invalidateQueries({ queryKey: ['schedule', id] });
  const post = (act: string) => async () => {
    await api.post(`/schedules/${id}/${act}`);
    await afresh();
  };
  const remove = async () => {
    await api.delete(`/schedules/${id}`);
    await queries.invalidateQueries({ queryKey: ['list', '/schedules/'] });
    await navigate('/schedules');
  };
  if (may.length === 0) return null;
  return (
    <Group gap="xs" className="m-acts">
      {may.includes('run') && (
        <ConfirmAct
          variant="filled"
          label={t('schedules.run')}
          text={t('schedules.run_text')}
          told={t('schedules.running')}
          act={post('run')}
        />
      )}
      {may.includes('update') && (
        <Button variant="default" component={Link} to={`/schedules/${id}/edit`}>
          {t('common.edit')}
        </Button>
      )}
      {may.includes('pause') && (
        <ConfirmAct
          label={t('schedules.pause')}
          text={t('schedules.pause_text')}
          told={t('schedules.paused_now')}
          act={post('pause')}
        />
      )}
      {may.includes('resume') && (
        <ConfirmAct
          label={t('schedules.resume')}
          text={t('schedules.empty_hint')}
          told={t('schedules.resumed_now')}
          act={post('resume')}
        />
      )}
      {may.includes('delete') && (
        <ConfirmAct
          isDangerous
          label={t('schedules.remove')}
          text={t('schedules.remove_text')}
          told={t('schedules.removed')}
          act={remove}
        />
      )}
    </Group>
  );
}

function Head({ schedule }: { schedule: Schedule }) {
  const t = useManagerWords();
  const zoneText = useZoneText();
  const { data: people = [] } = usePeople();
  const names = schedule.executor_ids.map((id) => people.find((one) => one.id === id)?.full_name ?? '…');
  return (
    <dl className="m-facts m-card">
      <Fact name={t('schedules.cron')}>
        {schedule.description}
        <Text span display="block" size="sm" c="dimmed" ff="monospace">
          {schedule.cron_expression}
        </Text>
      </Fact>
      <Fact name={t('schedules.time_zone')}>{zoneText(schedule.time_zone)}</Fact>
      {schedule.next_slot_at && (
        <Fact name={t('schedules.next')}>
          <When at={schedule.next_slot_at} zone={schedule.time_zone} />
        </Fact>
      )}
      <Fact name={t('common.template')}>
        <Anchor component={Link} to={`/templates/${schedule.template_id}`}>
          {schedule.template_name}
        </Anchor>
      </Fact>
      <Fact name={t('common.area')}>{schedule.area?.name ?? t('common.no_area')}</Fact>
      <Fact name={t('schedules.executors')}>
        {names.join(', ')}
        <Text span display="block" size="sm" c="dimmed">
          {t(`schedules.assignments.${schedule.assignment}`)}
        </Text>
      </Fact>
      <Fact name={t('schedules.window')}>{windowText(t, schedule.window)}</Fact>
      {schedule.jitter && <Fact name={t('schedules.jitter')}>{windowText(t, schedule.jitter)}</Fact>}
      <Fact name={t('schedules.skip_holidays')}>
        {t(schedule.skip_holidays ? 'common.yes' : 'common.no')}
      </Fact>
    </dl>
  );
}
