import { useQuery } from '@tanstack/react-query';
import { fileLink } from '../../api/fileLink';

/** A picture of the server; nothing where it cannot be had. */
export function RemotePicture({ id, alt }: { id: string; alt: string }) {
  const { data } = useQuery({
    queryKey: ['file', id],
    queryFn: () => fileLink(id, 'thumb'),
    staleTime: Infinity,
  });
  return data ? <img src={data} alt={alt} className="picture" /> : null;
}
