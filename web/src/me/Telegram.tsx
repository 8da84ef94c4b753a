import { Button, Group, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { components } from '../../generated/api';
import { api } from '../api/client';
import { useSession } from '../api/session';
import { ConfirmAct } from '../manager/parts/ConfirmAct';
import { StateBadge } from '../manager/parts/StateBadge';
import { Problem } from '../parts/Problem';
import { Card } from '../parts/Card';
import { TelegramCode } from './TelegramCode';
import { useMyWords } from './words';

export type TelegramOffer = components['schemas']['TelegramOffer'];

/** Whether notices reach one by Telegram, and how to make them. */
export function Telegram() {
  const t = useMyWords();
  const { user, reload } = useSession();
  const [offer, setOffer] = useState<TelegramOffer>();
  const asking = useMutation({
    mutationFn: () => api.post<TelegramOffer>('/auth/telegram-link'),
    onSuccess: setOffer,
  });
  if (!user) return null;
  const { telegram_linked, telegram_on } = user;
  return (
    <Card title={t('telegram.title')}>
      {telegram_linked && <StateBadge tone="good">{t('telegram.linked')}</StateBadge>}
      <Text>{t(`telegram.${telegram_on ? (telegram_linked ? 'linked_text' : 'text') : 'off'}`)}</Text>
      {asking.error && <Problem error={asking.error} />}
      {offer && (
        <TelegramCode
          key={offer.token}
          offer={offer}
          isRenewing={asking.isPending}
          onRenew={() => asking.mutate()}
          onLinked={() => setOffer(undefined)}
        />
      )}
      <Group>
        {telegram_on && !offer && (
          <Button
            variant={telegram_linked ? 'default' : 'filled'}
            mih={44}
            loading={asking.isPending}
            onClick={() => asking.mutate()}
          >
            {t(telegram_linked ? 'telegram.link_other' : 'telegram.link')}
          </Button>
        )}
        {telegram_linked && (
          <ConfirmAct
            label={t('telegram.unlink')}
            text={t('telegram.unlink_text')}
            told={t('telegram.unlinked')}
            isDangerous
            act={async () => {
              await api.delete('/auth/telegram-link');
              setOffer(undefined);
              await reload();
            }}
          />
        )}
      </Group>
    </Card>
  );
}
