import { Button, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import { PageTitle } from '../parts/PageTitle';
import { useWords } from '../words/words';

/** In place of a page that is not there (`notFound`), or not for this person (`forbidden`). */
export function WayOut({ why }: { why: 'notFound' | 'forbidden' }) {
  const t = useWords();
  return (
    <Stack align="center" py="xl" ta="center" gap="sm">
      <Text c="dimmed" fw={650} size="xl" aria-hidden="true">
        {why === 'forbidden' ? 403 : 404}
      </Text>
      <PageTitle>{t(`${why}.title`)}</PageTitle>
      <Text maw="36rem">{t(`${why}.text`)}</Text>
      <Button component={Link} to="/" mih={44}>
        {t('toStart')}
      </Button>
    </Stack>
  );
}
