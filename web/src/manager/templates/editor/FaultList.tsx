import { Alert, UnstyledButton } from '@mantine/core';
import { useTemplateWords } from '../words';
import { useDraftNow } from './editorContext';
import { placeWords } from './faultWords';
import type { ListedFault } from './useFaults';

interface FaultListProps {
  list: readonly ListedFault[];
  onJump: (path: string) => void;
}

/** All that is to be mended; each line goes to its place. */
export function FaultList({ list, onJump }: FaultListProps) {
  const t = useTemplateWords();
  const draft = useDraftNow();
  return (
    <Alert color="red" variant="light" title={t('faults.title')} role="region" aria-label={t('faults.title')}>
      <ul className="tpl-faults">
        {list.map(({ path, message }) => (
          <li key={`${path} ${message}`}>
            <UnstyledButton onClick={() => onJump(path)}>
              <strong>{placeWords(t, path, draft)}</strong>
              {': '}
              {message}
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </Alert>
  );
}
