import { Button } from '@mantine/core';
import { useSignOut } from '../app/useSignOut';
import { useWords } from '../words/words';

export function Leave() {
  const t = useWords();
  const { ask, dialog } = useSignOut();
  return (
    <>
      <Button size="lg" variant="default" onClick={ask}>
        {t('account.signOut')}
      </Button>
      {dialog}
    </>
  );
}
