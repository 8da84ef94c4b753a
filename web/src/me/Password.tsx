import { Button, PasswordInput, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client';
import { useSession } from '../api/session';
import { fieldFaults } from '../manager/data/fieldFaults';
import { Problem } from '../parts/Problem';
import { Card } from '../parts/Card';
import { useMyWords } from './words';

const BLANK = { current: '', new: '', repeat: '' };

export function Password() {
  const t = useMyWords();
  const { user } = useSession();
  const queries = useQueryClient();
  const [fields, setFields] = useState(BLANK);
  const changing = useMutation({
    mutationFn: () => api.post('/auth/password', { current: fields.current, new: fields.new }),
    onSuccess: async () => {
      setFields(BLANK);
      notifications.show({ message: t('password.done'), color: 'pine' });
      await queries.invalidateQueries({ queryKey: ['sessions'] });
    },
  });
  const faults = fieldFaults(changing.error);
  const differs = fields.repeat !== '' && fields.repeat !== fields.new;
  const isReady = fields.current !== '' && fields.new !== '' && fields.repeat === fields.new;
  const field = (key: keyof typeof BLANK) => ({
    value: fields[key],
    onChange: ({ currentTarget }: { currentTarget: HTMLInputElement }) => {
      const { value } = currentTarget;
      setFields((former) => ({ ...former, [key]: value }));
    },
  });
  return (
    <Card title={t('password.title')}>
      <form
        className="m-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady && !changing.isPending) changing.mutate();
        }}
      >
        {/* For password managers, which have to know whose password it is. */}
        <input type="text" autoComplete="username" value={user?.username ?? ''} readOnly hidden />
        <PasswordInput
          label={t('password.current')}
          autoComplete="current-password"
          error={faults.current}
          {...field('current')}
        />
        <PasswordInput
          label={t('password.new')}
          description={t('password.new_hint')}
          autoComplete="new-password"
          error={faults.new}
          {...field('new')}
        />
        <PasswordInput
          label={t('password.repeat')}
          autoComplete="new-password"
          error={differs && t('password.differs')}
          {...field('repeat')}
        />
        <Text size="sm" c="dimmed">
          {t('password.text')}
        </Text>
        {changing.error && <Problem error={changing.error} />}
        <Button type="submit" w="fit-content" mih={44} loading={changing.isPending} disabled={!isReady}>
          {t('password.submit')}
        </Button>
      </form>
    </Card>
  );
}
