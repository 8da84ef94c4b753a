import { Alert, Button, FileButton, Stack, Text, Title } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useSession } from '../../api/session';
import { PageTitle } from '../../parts/PageTitle';
import { useWords } from '../../words/words';
import { useMyChecks } from '../checks';
import { placeIn } from './placeIn';
import { openReader } from './reader';
import { useCamera } from './useCamera';

const LOOK_EVERY_MS = 250;

/** Fetches the reader before it is needed. */
export async function prepareReader(): Promise<void> {
  await openReader();
}

/** Opens a check by the code on the machine; without a camera by a picture of it or by the name of the place. */
export function ScanPage() {
  const t = useWords();
  const navigate = useNavigate();
  const video = useRef<HTMLVideoElement>(null);
  const camera = useCamera(video);
  const [strange, setStrange] = useState<'foreign' | 'unreadable'>();

  const take = (codes: readonly { rawValue: string }[]) => {
    const [place] = codes.flatMap(({ rawValue }) => placeIn(rawValue) ?? []);
    if (place) void navigate(place, { replace: true });
    else if (codes.length > 0) setStrange('foreign');
    return place !== undefined;
  };

  useEffect(() => {
    if (camera !== 'on') return;
    let isGone = false;
    const look = async () => {
      const reader = await openReader();
      while (!isGone && video.current) {
        const codes = await reader.detect(video.current).catch(() => []);
        if (isGone || take(codes)) return;
        await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
      }
    };
    look().catch(() => !isGone && setStrange('unreadable'));
    return () => {
      isGone = true;
    };
    // `take` only navigates: the newest is as good as the first.
  }, [camera]);

  const readPicture = async (file: File | null) => {
    if (!file) return;
    setStrange(undefined);
    try {
      const codes = await (await openReader()).detect(await createImageBitmap(file));
      if (codes.length === 0) setStrange('unreadable');
      else take(codes);
    } catch {
      setStrange('unreadable');
    }
  };

  const isOff = camera !== 'on' && camera !== 'asking';
  return (
    <Stack maw={720} mx="auto">
      <PageTitle>{t('scan.title')}</PageTitle>
      {!isOff && <Text>{t('scan.lead')}</Text>}
      <div className="finder" hidden={isOff}>
        <video ref={video} muted playsInline aria-label={t('scan.camera')} />
      </div>
      {isOff && <Alert color="orange">{t(`scan.${camera}`)}</Alert>}
      <div role="status">{strange && <Alert color="orange">{t(`scan.${strange}`)}</Alert>}</div>
      <FileButton onChange={(file) => void readPicture(file)} accept="image/*" capture="environment">
        {(props) => (
          <Button {...props} className="big" variant={isOff ? 'filled' : 'default'}>
            {t('scan.picture')}
          </Button>
        )}
      </FileButton>
      <Places />
    </Stack>
  );
}

/** The way without any camera: the places where something is due. */
function Places() {
  const t = useWords();
  const { user } = useSession();
  const { data } = useMyChecks(user?.id ?? '');
  const places = new Map(data?.items.flatMap(({ area }) => (area ? [[area.id, area.name] as const] : [])));
  if (places.size === 0) return null;
  return (
    <Stack component="section" gap="xs">
      <Title order={2} size="h4">
        {t('scan.byHand')}
      </Title>
      {[...places].map(([id, name]) => (
        <Button
          key={id}
          component={Link}
          to={`/at/${id}`}
          variant="default"
          className="big choice"
          justify="flex-start"
        >
          {name}
        </Button>
      ))}
    </Stack>
  );
}
