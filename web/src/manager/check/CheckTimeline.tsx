import { useQuery } from '@tanstack/react-query';
import { everyEvent } from '../data/everyEvent';
import type { Check, Timeline } from '../data/types';
import { TimelineCard } from '../parts/TimelineCard';
import { useManagerWords } from '../words';

/** What has happened to a check and what will if nobody acts. */
export function CheckTimeline({ check }: { check: Check }) {
  const t = useManagerWords();
  const { data, error } = useQuery({
    queryKey: ['check', check.id, 'timeline', check.revision],
    queryFn: () =>
      everyEvent<Timeline['items'][number], Timeline['planned'][number]>(`/checks/${check.id}/timeline`),
    placeholderData: (before) => before,
  });
  return (
    <TimelineCard title={t('check.timeline')} zone={check.area?.time_zone} timeline={data} error={error} />
  );
}
