import { Button, type ButtonProps } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { ActDialog } from './ActDialog';

interface ConfirmActProps extends ButtonProps {
  label: string;
  text: string;
  told: string;
  isDangerous?: boolean;
  act: () => Promise<unknown>;
}

/** A button whose act is done when it is confirmed. */
export function ConfirmAct({ label, text, told, isDangerous = false, act, ...rest }: ConfirmActProps) {
  const [isAsking, asking] = useDisclosure(false);
  return (
    <>
      <Button variant="default" {...(isDangerous && { c: 'var(--late)' })} {...rest} onClick={asking.open}>
        {label}
      </Button>
      <ActDialog
        opened={isAsking}
        onClose={asking.close}
        title={label}
        text={text}
        submit={label}
        told={told}
        isDangerous={isDangerous}
        act={act}
      />
    </>
  );
}
