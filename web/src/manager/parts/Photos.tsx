import { useState } from 'react';
import { useManagerWords } from '../words';
import { Picture } from './Picture';
import { PictureViewer, type ShownPicture } from './PictureViewer';

interface PhotosProps {
  ids: readonly string[];
  subject: string;
  /** The pictures that one may go on to; these alone unless given. */
  among?: readonly ShownPicture[];
}

/** Small pictures, each of which opens to be looked at closely. */
export function Photos({ ids, subject, among }: PhotosProps) {
  const namesOf = usePictureNames();
  const [at, setAt] = useState<number>();
  if (ids.length === 0) return null;
  const own = namesOf(ids, subject);
  const pictures = among ?? own;
  return (
    <div className="m-photos" style={{ marginTop: 8 }}>
      {own.map(({ id, alt }) => (
        <button
          key={id}
          type="button"
          className="m-photo"
          onClick={() => setAt(pictures.findIndex((one) => one.id === id))}
        >
          <Picture id={id} size="thumb" alt={alt} />
        </button>
      ))}
      <PictureViewer pictures={pictures} at={at} onMove={setAt} />
    </div>
  );
}

/** «Фото 2: Рампа свободна?» */
export function usePictureNames(): (ids: readonly string[], subject: string) => ShownPicture[] {
  const t = useManagerWords();
  return (ids, subject) =>
    ids.map((id, index) => ({ id, alt: t('check.photo', { number: index + 1, question: subject }) }));
}
