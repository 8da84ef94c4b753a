import { Modal, type ModalProps } from '@mantine/core';
import { useWords } from '../words/words';
import { useFocusBack } from './focus';

type DialogProps = Omit<ModalProps, 'closeButtonProps' | 'returnFocus'>;

/** A modal that, once closed, leaves the keyboard where it was opened from. */
export function Dialog({ opened, ...rest }: DialogProps) {
  const t = useWords();
  useFocusBack(opened);
  return (
    <Modal
      opened={opened}
      returnFocus={false}
      closeButtonProps={{ 'aria-label': t('close'), size: 44 }}
      {...rest}
    />
  );
}
