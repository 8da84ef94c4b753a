import { Button, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef } from 'react';
import { Dialog } from '../../parts/Dialog';
import { Problem } from '../../parts/Problem';
import { useManagerWords } from '../words';

interface ActDialogProps {
  opened: boolean;
  onClose: () => void;
  title: string;
  text?: string;
  submit: string;
  isDangerous?: boolean;
  isReady?: boolean;
  /** What is said when it is done. */
  told: string;
  act: () => Promise<unknown>;
  size?: string;
  children?: ReactNode | ((error: unknown) => ReactNode);
}

/** Asks for what an act needs and does it; a refusal is shown here, and nothing typed is lost. */
export function ActDialog(props: ActDialogProps) {
  const {
    opened,
    onClose,
    title,
    text,
    submit,
    isDangerous = false,
    isReady = true,
    told,
    act,
    children,
  } = props;
  const t = useManagerWords();
  const doing = useMutation({
    mutationFn: act,
    onSuccess: () => {
      notifications.show({
        message: told,
        color: 'pine',
        closeButtonProps: { 'aria-label': t('common.close') },
      });
      onClose();
    },
  });
  const refusal = useRef<HTMLDivElement>(null);
  // In a long form it would be out of sight.
  useEffect(() => {
    refusal.current?.scrollIntoView({ block: 'nearest' });
  }, [doing.error]);
  const close = () => {
    // Its outcome would be told to nobody.
    if (doing.isPending) return;
    doing.reset();
    onClose();
  };
  return (
    <Dialog opened={opened} onClose={close} title={title} size={props.size ?? 'md'}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady && !doing.isPending) doing.mutate();
        }}
      >
        <Stack>
          {text && <Text>{text}</Text>}
          {typeof children === 'function' ? children(doing.error) : children}
          {doing.error && (
            <div ref={refusal}>
              <Problem error={doing.error} />
            </div>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('common.cancel')}
            </Button>
            <Button
              type="submit"
              loading={doing.isPending}
              disabled={!isReady}
              {...(isDangerous && { color: 'red.9' })}
            >
              {submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
