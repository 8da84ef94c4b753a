import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { fileLink } from '../../api/fileLink';
import { useManagerWords } from '../words';

/** A stored picture, fetched with the reader's rights. */
export function Picture({ id, size, alt }: { id: string; size: 'thumb' | 'full'; alt: string }) {
  const t = useManagerWords();
  const { data, error } = useQuery({
    queryKey: ['picture', id, size],
    queryFn: () => fileLink(id, size),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (error) return <Text size="xs">{t('check.photo_lost')}</Text>;
  return data ? <img src={data} alt={alt} draggable={false} /> : <span aria-hidden="true" />;
}
