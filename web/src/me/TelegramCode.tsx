import { Button, Code, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api } from '../api/client';
import { type Me, useSession } from '../api/session';
import type { TelegramOffer } from './Telegram';
import { useMyWords } from './words';

const SECOND_MS = 1_000;
const LOOK_EVERY_MS = 2_000;

interface TelegramCodeProps {
  offer: TelegramOffer;
  isRenewing: boolean;
  onRenew: () => void;
  onLinked: () => void;
}

/** The code to be shown to the bot, for as long as it is good; it goes away by itself once the bot has it. */
export function TelegramCode({ offer, isRenewing, onRenew, onLinked }: TelegramCodeProps) {
  const t = useMyWords();
  const { user, reload } = useSession();
  const left = useTimeLeft(offer.expires_at);
  const [wasLinked] = useState(user?.telegram_linked);
  const isLinked = useIsLinked(left > 0 && !wasLinked);
  useEffect(() => {
    if (!isLinked) return;
    notifications.show({ message: t('telegram.linked'), color: 'pine' });
    void reload().then(onLinked);
  }, [isLinked, reload, onLinked, t]);
  if (left <= 0)
    return (
      <Stack gap="xs" align="flex-start" role="status">
        <Text>{t('telegram.expired')}</Text>
        <Button mih={44} loading={isRenewing} onClick={onRenew}>
          {t('telegram.again')}
        </Button>
      </Stack>
    );
  return (
    <div className="m-telegram">
      <img
        className="m-qr"
        src={`data:image/svg+xml;utf8,${encodeURIComponent(offer.qr_svg)}`}
        alt={t('telegram.qr')}
        width={220}
        height={220}
      />
      <Stack gap="xs" align="flex-start">
        <Text>{t('telegram.scan')}</Text>
        <Button component="a" href={offer.deep_link} target="_blank" rel="noreferrer" mih={44}>
          {t('telegram.open')}
        </Button>
        <Text size="sm">
          {t('telegram.by_hand')} <Code style={{ overflowWrap: 'anywhere' }}>{offer.token}</Code>
        </Text>
        <Text size="sm" c="dimmed" role="timer">
          {t('telegram.left', { time: clock(left) })}
        </Text>
        {!wasLinked && (
          <Text size="sm" c="dimmed">
            {t('telegram.waiting')}
          </Text>
        )}
      </Stack>
    </div>
  );
}

function useIsLinked(isAwaited: boolean): boolean {
  const { data } = useQuery({
    queryKey: ['telegram', 'linked'],
    queryFn: async () => (await api.get<Me>('/auth/me')).telegram_linked,
    enabled: isAwaited,
    refetchInterval: LOOK_EVERY_MS,
    gcTime: 0,
    staleTime: 0,
    retry: false,
  });
  return isAwaited && data === true;
}

/** Whole seconds until the moment. */
function useTimeLeft(until: string): number {
  const secondsLeft = () => Math.ceil((Date.parse(until) - Date.now()) / SECOND_MS);
  const [left, setLeft] = useState(secondsLeft);
  useEffect(() => {
    const timer = setInterval(() => setLeft(secondsLeft()), SECOND_MS);
    return () => clearInterval(timer);
  });
  return left;
}

const clock = (seconds: number) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
