import { Button, Stack, Text } from '@mantine/core';
import { useSession } from '../api/session';
import { useOutbox } from '../executor/outboxState';
import { unsentWords } from '../executor/unsentWords';
import { Dialog } from '../parts/Dialog';
import { useWords } from '../words/words';

/** Before somebody leaves with work that has not left the device. */
export function SignOutDialog({ onClose }: { onClose: () => void }) {
  const t = useWords();
  const { signOut } = useSession();
  const { unsent } = useOutbox();
  return (
    <Dialog opened onClose={onClose} title={t('account.signOut')}>
      <Stack>
        <Text>{t('account.unsent', { what: unsentWords(t, unsent) })}</Text>
        <Button size="md" className="wrapping" onClick={() => void signOut('keep')}>
          {t('account.signOutKeep')}
        </Button>
        <Button size="md" variant="default" onClick={onClose}>
          {t('account.stay')}
        </Button>
        <Button
          size="md"
          className="wrapping"
          variant="subtle"
          c="var(--bad)"
          onClick={() => void signOut('lose')}
        >
          {t('account.signOutLose')}
        </Button>
      </Stack>
    </Dialog>
  );
}
