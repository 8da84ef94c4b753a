import { Modal, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { fileLink } from '../../api/fileLink';
import { useManagerWords } from '../words';

/** Pictures to look at closely, one by one. */
export function Photos({ ids, subject }: { ids: readonly string[]; subject: string }) {
  const t = useManagerWords();
  const [open, setOpen] = useState<number>();
  if (ids.length === 0) return null;
  const name = (index: number) => t('check.photo', { number: index + 1, question: subject });
  const shown = open === undefined ? undefined : ids[open];
  return (
    <div className="m-photos" style={{ marginTop: 8 }}>
      {ids.map((id, index) => (
        <button key={id} type="button" className="m-photo" onClick={() => setOpen(index)}>
          <Picture id={id} size="thumb" alt={name(index)} />
        </button>
      ))}
      <Modal
        opened={shown !== undefined}
        onClose={() => setOpen(undefined)}
        size="xl"
        title={open === undefined ? '' : name(open)}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        {shown && <Picture id={shown} size="full" alt={name(open ?? 0)} />}
      </Modal>
    </div>
  );
}

function Picture({ id, size, alt }: { id: string; size: 'thumb' | 'full'; alt: string }) {
  const t = useManagerWords();
  const { data, error } = useQuery({
    queryKey: ['picture', id, size],
    queryFn: () => fileLink(id, size),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (error) return <Text size="xs">{t('check.photo_lost')}</Text>;
  return data ? <img src={data} alt={alt} style={{ maxWidth: '100%' }} /> : <span aria-hidden="true" />;
}
