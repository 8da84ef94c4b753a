import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { EmptyState } from '../../parts/EmptyState';
import { Loading } from '../../parts/Loading';
import { Problem } from '../../parts/Problem';
import { useManagerWords } from '../words';

interface FoundProps {
  found: {
    isPending: boolean;
    error: unknown;
    items: readonly unknown[];
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    fetchNextPage: () => unknown;
    refetch: () => unknown;
  };
  /** Filters are set, so that an empty list is no sign of an empty plant. */
  isFiltered: boolean;
  empty: string;
  hint: string;
  children: ReactNode;
}

/** What a list shows in each of its states. */
export function Found({ found, isFiltered, empty, hint, children }: FoundProps) {
  const t = useManagerWords();
  if (found.isPending) return <Loading />;
  return (
    <>
      {found.error ? <Problem error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.items.length > 0 && children}
      {found.items.length === 0 && !found.error && (
        <EmptyState
          title={isFiltered ? t('common.nothing_found') : empty}
          text={isFiltered ? t('common.nothing_found_hint') : hint}
        />
      )}
      {found.hasNextPage && (
        <Button variant="default" loading={found.isFetchingNextPage} onClick={() => found.fetchNextPage()}>
          {t('common.more')}
        </Button>
      )}
    </>
  );
}
