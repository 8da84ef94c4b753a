import '../manager.css';
import { Button, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import type { components } from '../../../generated/api';
import { api } from '../../api/client';
import { EmptyState } from '../../parts/EmptyState';
import { Loading } from '../../parts/Loading';
import { PageTitle } from '../../parts/PageTitle';
import { Problem } from '../../parts/Problem';
import { inTreeOrder } from '../data/inTreeOrder';
import { useAreas } from '../data/lookups';
import { useManagerWords } from '../words';

/** The tags to stick onto machines: of one area and all below it, or of the whole plant. */
export function TagsPage() {
  const t = useManagerWords();
  const [search] = useSearchParams();
  const { data: areas, error, refetch } = useAreas();
  const top = search.get('area_id');
  const chosen = inTreeOrder(areas ?? []).filter(({ area }) => !top || area.path.includes(top));
  return (
    <div className="m-page">
      <Group justify="space-between" className="m-on-screen">
        <PageTitle>{t('tags.title')}</PageTitle>
        <Group gap="xs">
          <Button variant="default" mih={44} component={Link} to="/places">
            {t('tags.back')}
          </Button>
          <Button mih={44} disabled={chosen.length === 0} onClick={() => window.print()}>
            {t('tags.print')}
          </Button>
        </Group>
      </Group>
      <Text className="m-on-screen">{t('tags.lead')}</Text>
      {error ? <Problem error={error} onRetry={() => void refetch()} /> : null}
      {!areas && !error && <Loading />}
      {areas && chosen.length === 0 && (
        <EmptyState title={t('places.empty_areas')} text={t('places.empty_areas_hint')} />
      )}
      <ul className="m-tags" aria-label={t('tags.title')}>
        {chosen.map(({ area }) => (
          <Tag key={area.id} id={area.id} name={area.name} />
        ))}
      </ul>
    </div>
  );
}

function Tag({ id, name }: { id: string; name: string }) {
  const t = useManagerWords();
  const { data, error, refetch } = useQuery({
    queryKey: ['area-tag', id],
    queryFn: () => api.get<components['schemas']['AreaTag']>(`/areas/${id}/tag`),
    staleTime: Infinity,
  });
  return (
    <li>
      <strong>{name}</strong>
      {error && <Problem error={error} onRetry={() => void refetch()} />}
      {data && (
        <img
          src={`data:image/svg+xml,${encodeURIComponent(data.qr_svg)}`}
          alt={t('tags.code', { name })}
          width={220}
          height={220}
        />
      )}
      <span>{t('tags.hint')}</span>
    </li>
  );
}
