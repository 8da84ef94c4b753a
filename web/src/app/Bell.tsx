import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api } from '../api/client';
import { useWords } from '../words/words';

/** Beyond so many it is only said that there are more. */
const COUNTED = 9;
const EVERY_MS = 60_000;

/** What one was told and has not read, in sight on every page. */
export function Bell() {
  const t = useWords();
  const { data } = useQuery({
    queryKey: ['notices', 'unread'],
    queryFn: () => api.get<{ items: unknown[] }>(`/notices/?unread=true&limit=${COUNTED + 1}`),
    refetchInterval: EVERY_MS,
    retry: false,
  });
  const count = data?.items.length ?? 0;
  const label = count === 0 ? t('bell.none') : t(count > COUNTED ? 'bell.many' : 'bell.some', { count });
  return (
    <Link to="/notices" className="bell" aria-label={label} title={label}>
      <svg viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" aria-hidden="true">
        <path d="M6 10a6 6 0 0 1 12 0c0 5 2 6 2 7H4c0-1 2-2 2-7M10 20a2 2 0 0 0 4 0" strokeWidth="1.8" />
      </svg>
      {count > 0 && (
        <span className="bell-count" aria-hidden="true">
          {count > COUNTED ? `${COUNTED}+` : count}
        </span>
      )}
    </Link>
  );
}
