import { Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useIsLive } from '../../api/liveState';
import { useManagerWords } from '../words';

/** A lift passes a gap between two floors: nobody needs to hear of it. */
const PATIENCE_MS = 5_000;

/** Whether what one sees keeps itself up to date; says nothing aloud. */
export function LiveMark() {
  const t = useManagerWords();
  const isLive = useIsLive();
  const [isDown, setDown] = useState(false);
  useEffect(() => {
    if (isLive) return setDown(false);
    const timer = setTimeout(() => setDown(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [isLive]);
  return (
    <Text span size="sm" c="dimmed" className="m-live" {...(isDown && { 'data-down': true })}>
      {t(isDown ? 'checks.not_live' : 'checks.live')}
    </Text>
  );
}
