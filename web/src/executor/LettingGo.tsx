import { Button, Text } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import type { Unsent } from '../api/unsent';
import { useWords } from '../words/words';
import { copyText, saveOnDevice } from './keepText';
import { drop } from './outbox';

const ConfirmDialog = lazy(async () => ({
  default: (await import('../parts/ConfirmDialog')).ConfirmDialog,
}));

interface KeptWords {
  entry: Unsent;
  text: string;
  /** Of this device. */
  pictures: readonly string[];
}

/** Its words and pictures, to be used elsewhere. */
export function CopyButton({ text }: Pick<KeptWords, 'text'>) {
  const t = useWords();
  const [isCopied, setCopied] = useState(false);
  return (
    <Button size="md" variant="default" onClick={() => void copyText(text).then(() => setCopied(true))}>
      {t(isCopied ? 'refused.copied' : 'refused.copy')}
    </Button>
  );
}

export function SaveButton({ entry, text, pictures }: KeptWords) {
  const t = useWords();
  return (
    <Button size="md" variant="default" onClick={() => void saveOnDevice(entry.check_title, text, pictures)}>
      {t('refused.save')}
    </Button>
  );
}

/** After a question: it is recorded nowhere else. */
export function DropButton({ entry }: Pick<KeptWords, 'entry'>) {
  const t = useWords();
  const [isAsked, setAsked] = useState(false);
  return (
    <>
      <Button size="md" variant="subtle" c="var(--bad)" onClick={() => setAsked(true)}>
        {t('refused.drop')}
      </Button>
      {isAsked && (
        <Suspense>
          <ConfirmDialog
            opened
            onClose={() => setAsked(false)}
            title={t('refused.drop')}
            confirm={t('refused.dropNow')}
            onConfirm={() => void drop(entry)}
          >
            <Text>{t('refused.dropText')}</Text>
          </ConfirmDialog>
        </Suspense>
      )}
    </>
  );
}
