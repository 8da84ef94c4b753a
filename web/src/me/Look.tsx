import { SegmentedControl, Stack, Text, useMantineColorScheme } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useId } from 'react';
import { api } from '../api/client';
import { useSession } from '../api/session';
import { Problem } from '../parts/Problem';
import { chooseLanguage, type Language } from '../words/language';
import { useLanguage } from '../words/words';
import { Card } from '../parts/Card';
import { useMyWords } from './words';

/** The language is the person's, and goes to the server; the theme is this device's. */
export function Look() {
  const t = useMyWords();
  const spoken = useLanguage();
  const { reload } = useSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [language, theme] = [useId(), useId()];
  const choosing = useMutation({
    mutationFn: (locale: Language) => {
      chooseLanguage(locale);
      return api.patch('/auth/me', { locale });
    },
    onSuccess: reload,
  });
  return (
    <Card title={t('look.title')}>
      <Stack gap={4}>
        <Text fw={500} id={language}>
          {t('look.language')}
        </Text>
        <SegmentedControl
          aria-labelledby={language}
          value={spoken}
          className="m-segments"
          data={[
            { value: 'ru', label: 'Русский' },
            { value: 'en', label: 'English' },
          ]}
          onChange={(locale) => choosing.mutate(locale as Language)}
        />
        <Text size="sm" c="dimmed">
          {t('look.language_hint')}
        </Text>
        {choosing.error && <Problem error={choosing.error} />}
      </Stack>
      <Stack gap={4}>
        <Text fw={500} id={theme}>
          {t('look.theme')}
        </Text>
        <SegmentedControl
          aria-labelledby={theme}
          value={colorScheme}
          className="m-segments"
          data={(['light', 'dark', 'auto'] as const).map((value) => ({ value, label: t(`look.${value}`) }))}
          onChange={(value) => setColorScheme(value as typeof colorScheme)}
        />
      </Stack>
    </Card>
  );
}
