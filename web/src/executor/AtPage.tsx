import { Button, Stack, Text } from '@mantine/core';
import { Link, Navigate, useParams } from 'react-router';
import { useSession } from '../api/session';
import { EmptyState } from '../parts/EmptyState';
import { Loading } from '../parts/Loading';
import { PageTitle } from '../parts/PageTitle';
import { Problem } from '../parts/Problem';
import { useWords } from '../words/words';
import { useAreaTree } from './areaTree';
import { CheckGroups } from './CheckGroups';
import { useMyChecks } from './checks';
import { useMinePath } from './useMinePath';

/** Where the code on a machine leads: what the person has to do there. The only check opens by itself. */
export function AtPage() {
  const t = useWords();
  const mine = useMinePath();
  const { area_id = '' } = useParams();
  const { user } = useSession();
  const { data, error, refetch } = useMyChecks(user?.id ?? '');
  const areas = useAreaTree();
  if (error && !data) return <Problem error={error} onRetry={() => void refetch()} />;
  if (!data || areas.isPending) return <Loading />;

  // Without the tree, as on a phone that has never seen it, only what is due at the very area is known.
  const here = data.items.filter(
    ({ area }) =>
      area && (area.id === area_id || areas.data?.find(({ id }) => id === area.id)?.path.includes(area_id)),
  );
  const [only] = here;
  if (only && here.length === 1) return <Navigate to={`/fill/${only.id}`} replace />;
  const area = areas.data?.find(({ id }) => id === area_id) ?? only?.area;
  return (
    <Stack maw={720} mx="auto">
      <PageTitle>{area?.name ?? t('at.unknown')}</PageTitle>
      {here.length === 0 ? (
        <EmptyState title={t('at.empty')} text={t('at.emptyText')}>
          <Button component={Link} to={mine} size="md">
            {t('fill.toList')}
          </Button>
        </EmptyState>
      ) : (
        <Text>{t('at.lead')}</Text>
      )}
      <CheckGroups checks={here} />
    </Stack>
  );
}
