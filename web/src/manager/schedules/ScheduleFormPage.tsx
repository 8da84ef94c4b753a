import '../manager.css';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { api } from '../../api/client';
import { Loading } from '../../parts/Loading';
import { PageProblem } from '../../parts/PageProblem';
import type { Schedule } from '../data/types';
import { ScheduleForm } from './ScheduleForm';

/** A new schedule, or a change of one. */
export function ScheduleFormPage() {
  const { schedule_id } = useParams();
  const { data, error, refetch } = useQuery({
    // Read once: a plan that changes elsewhere does not overwrite what is being typed.
    queryKey: ['schedule-to-edit', schedule_id],
    queryFn: () => api.get<Schedule>(`/schedules/${schedule_id}`),
    enabled: schedule_id !== undefined,
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  if (schedule_id === undefined) return <ScheduleForm />;
  if (data) return <ScheduleForm schedule={data} />;
  return error ? <PageProblem error={error} onRetry={() => void refetch()} list="/schedules" /> : <Loading />;
}
