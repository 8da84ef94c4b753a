import { useQuery } from '@tanstack/react-query';
import { fileLink } from '../../api/fileLink';

/** A picture of the server; nothing where it cannot be had. */
export function RemotePicture({ id, alt, isLarge = false }: { id: string; alt: string; isLarge?: boolean }) {
  const size = isLarge ? 'full' : 'thumb';
  const { data } = useQuery({
    queryKey: ['file', id, size],
    queryFn: () => fileLink(id, size),
    staleTime: Infinity,
  });
  return data ? <img src={data} alt={alt} className={isLarge ? 'guidance' : 'picture'} /> : null;
}
