import { Button, Text } from '@mantine/core';
import { useInstall } from '../app/install';
import { useWords } from '../words/words';
import { Card } from '../parts/Card';

/** How the panel becomes an app of this phone; nothing where it is one already. */
export function Install() {
  const t = useWords();
  const { way, ask } = useInstall();
  if (way === 'installed') return null;
  return (
    <Card title={t('app.install')}>
      <Text>{t(`app.by.${way}`)}</Text>
      {way === 'offer' && (
        <Button size="md" w="fit-content" onClick={ask}>
          {t('app.now')}
        </Button>
      )}
    </Card>
  );
}
