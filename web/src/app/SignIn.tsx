import { Button, Card, Center, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useSession } from '../api/session';
import { store } from '../api/store';
import { Problem } from '../parts/Problem';
import { chooseLanguage } from '../words/language';
import { useLanguage, useWords } from '../words/words';

export function SignIn() {
  const t = useWords();
  const { signIn, hasLapsed } = useSession();
  const spoken = useLanguage();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const waiting = useWaitingNames();
  const signing = useMutation({ mutationFn: () => signIn(username.trim(), password) });

  return (
    <Center mih="100dvh" p="md" component="main">
      <Card w="100%" maw={420} p="xl" withBorder>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            signing.mutate();
          }}
        >
          <Stack>
            <img src="/icon.svg" alt="" width={56} height={56} />
            <div>
              <Title order={1} size="h2">
                {t('product')}
              </Title>
              <Text c="dimmed">{t('signIn.lead')}</Text>
            </div>
            {hasLapsed && <Text>{t('signIn.again')}</Text>}
            {waiting && <Text size="sm">{t('signIn.waiting', { names: waiting })}</Text>}
            <TextInput
              label={t('signIn.username')}
              value={username}
              onChange={(event) => setUsername(event.currentTarget.value)}
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              size="md"
              required
              withAsterisk={false}
            />
            <PasswordInput
              label={t('signIn.password')}
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
              autoComplete="current-password"
              size="md"
              required
              withAsterisk={false}
            />
            {signing.error && <Problem error={signing.error} />}
            <Button type="submit" size="md" loading={signing.isPending}>
              {t('signIn.submit')}
            </Button>
            <Button variant="subtle" onClick={() => chooseLanguage(spoken === 'ru' ? 'en' : 'ru')}>
              {t('account.language')}
            </Button>
          </Stack>
        </form>
      </Card>
    </Center>
  );
}

/** Whose answers have not left this device, and how many. */
function useWaitingNames(): string {
  const [names, setNames] = useState('');
  useEffect(() => {
    const read = async () => {
      const counts = new Map<string, number>();
      for (const { user_name } of await (await store()).getAll('unsent'))
        if (user_name) counts.set(user_name, (counts.get(user_name) ?? 0) + 1);
      setNames([...counts].map(([name, count]) => `${name} (${count})`).join(', '));
    };
    void read().catch(() => undefined);
  }, []);
  return names;
}
