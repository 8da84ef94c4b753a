import { Button } from '@mantine/core';
import { useWords } from '../words/words';
import { reloadAnew, useUpdate } from './update';

/** Never by itself: somebody may be in the middle of a word. */
export function UpdateBar() {
  const t = useWords();
  const isReady = useUpdate();
  return (
    <div role="status">
      {isReady && (
        <div className="update-bar">
          <span>{t('update.ready')}</span>
          <Button variant="white" size="md" onClick={() => void reloadAnew()}>
            {t('update.now')}
          </Button>
        </div>
      )}
    </div>
  );
}
