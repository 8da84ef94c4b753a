import { Button, FileButton, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../../words/words';
import { isLocal, keepPhoto } from '../localFiles';
import { shrunk } from '../photo';
import { LocalPicture } from './LocalPicture';
import { RemotePicture } from './RemotePicture';

interface PhotoStripProps {
  /** Of the server, or of this device. */
  files: readonly string[];
  min?: number;
  max: number;
  onChange: (files: string[]) => void;
}

export function PhotoStrip({ files, min = 1, max, onChange }: PhotoStripProps) {
  const t = useWords();
  const [fault, setFault] = useState('');
  const add = async (picked: File[]) => {
    setFault('');
    try {
      const kept: string[] = [];
      for (const file of picked.slice(0, max - files.length))
        kept.push(await keepPhoto(await shrunk(file), 'photo.jpg'));
      if (kept.length > 0) onChange([...files, ...kept]);
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <Stack gap="xs">
      <Group gap="xs">
        {files.map((id, index) => (
          <div key={id} className="thumb">
            {isLocal(id) ? <LocalPicture id={id} /> : <RemotePicture id={id} alt="" />}
            <button
              type="button"
              aria-label={t('fill.photoRemove', { number: index + 1 })}
              onClick={() => onChange(files.filter((one) => one !== id))}
            >
              ×
            </button>
          </div>
        ))}
      </Group>
      <Text size="sm" c="dimmed">
        {t(min > 0 ? 'fill.photoCount' : 'fill.photoUpTo', { count: files.length, min, max })}
      </Text>
      {fault && (
        <Text c="var(--bad)" role="alert">
          {fault}
        </Text>
      )}
      <FileButton onChange={(picked) => void add(picked)} accept="image/*" capture="environment" multiple>
        {(props) => (
          <Button {...props} className="big" variant="default" disabled={files.length >= max}>
            {t('fill.photoAdd')}
          </Button>
        )}
      </FileButton>
    </Stack>
  );
}
