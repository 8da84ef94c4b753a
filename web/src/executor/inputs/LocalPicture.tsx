import { useEffect, useState } from 'react';
import { useWords } from '../../words/words';
import { localPhoto } from '../localFiles';

/** A picture that is on this device only. */
export function LocalPicture({ id }: { id: string }) {
  const t = useWords();
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    let made: string | undefined;
    void localPhoto(id).then((photo) => {
      if (!photo) return;
      made = URL.createObjectURL(photo.blob);
      setAddress(made);
    });
    return () => {
      if (made) URL.revokeObjectURL(made);
    };
  }, [id]);
  return address ? <img src={address} alt={t('fill.photoWaiting')} /> : null;
}
