import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { EmptyState } from '../parts/EmptyState';
import { useWords } from '../words/words';

export function NotFound() {
  const t = useWords();
  return (
    <EmptyState title={t('notFound.title')} text={t('notFound.text')}>
      <Button component={Link} to="/">
        {t('notFound.back')}
      </Button>
    </EmptyState>
  );
}
