import { FileInput, type FileInputProps } from '@mantine/core';
import { useManagerWords } from '../words';

type PictureInputProps = Omit<FileInputProps<true>, 'accept' | 'multiple' | 'clearable'>;

/** Pictures from the camera or the disk. */
export function PictureInput(props: PictureInputProps) {
  const t = useManagerWords();
  return (
    <FileInput
      accept="image/*"
      multiple
      clearable
      placeholder={t('common.choose_pictures')}
      clearButtonProps={{ 'aria-label': t('common.remove_pictures') }}
      {...props}
    />
  );
}
