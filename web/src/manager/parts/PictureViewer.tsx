import { ActionIcon, Group, Modal, Text } from '@mantine/core';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useManagerWords } from '../words';
import { Picture } from './Picture';

export interface ShownPicture {
  id: string;
  alt: string;
}

interface PictureViewerProps {
  pictures: readonly ShownPicture[];
  /** Nothing is shown while it is undefined. */
  at: number | undefined;
  onMove: (at: number | undefined) => void;
}

const ZOOMS = [1, 1.5, 2.5, 4];
const SWIPE_PX = 48;

/** One picture over the whole window: closer with + and −, the next with the arrows or a swipe. */
export function PictureViewer({ pictures, at, onMove }: PictureViewerProps) {
  const t = useManagerWords();
  const [zoom, setZoom] = useState(0);
  const frame = useRef<HTMLDivElement>(null);
  const touch = useRef<number>(undefined);
  const shown = at === undefined ? undefined : pictures[at];
  const scale = ZOOMS[zoom] ?? 1;
  useEffect(() => setZoom(0), [at]);
  useEffect(() => {
    const box = frame.current;
    // Closer to the middle, not to the corner.
    if (box) box.scrollTo((box.scrollWidth - box.clientWidth) / 2, (box.scrollHeight - box.clientHeight) / 2);
  }, [zoom]);

  const closer = (by: number) => setZoom((before) => Math.min(ZOOMS.length - 1, Math.max(0, before + by)));
  const step = (by: number) => {
    const next = (at ?? 0) + by;
    if (next >= 0 && next < pictures.length) onMove(next);
  };
  const heed = (event: KeyboardEvent) => {
    const acts: Record<string, () => void> = {
      ...(zoom === 0 && { ArrowLeft: () => step(-1), ArrowRight: () => step(1) }),
      PageUp: () => step(-1),
      PageDown: () => step(1),
      '+': () => closer(1),
      '=': () => closer(1),
      '-': () => closer(-1),
      '0': () => setZoom(0),
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };

  return (
    <Modal
      opened={shown !== undefined}
      onClose={() => onMove(undefined)}
      fullScreen
      title={shown?.alt ?? ''}
      closeButtonProps={{ 'aria-label': t('common.close'), size: 44 }}
      classNames={{ body: 'm-viewer', content: 'm-viewer-page' }}
      onKeyDown={heed}
    >
      <Group justify="center" gap="xs" role="group" aria-label={t('viewer.label')}>
        <Tool label={t('viewer.before')} sign="←" isOff={!at} onClick={() => step(-1)} />
        <Text aria-live="polite" size="sm" miw={64} ta="center">
          {t('viewer.place', { number: (at ?? 0) + 1, count: pictures.length })}
        </Text>
        <Tool
          label={t('viewer.next')}
          sign="→"
          isOff={at === undefined || at >= pictures.length - 1}
          onClick={() => step(1)}
        />
        <Tool label={t('viewer.farther')} sign="−" isOff={zoom === 0} onClick={() => closer(-1)} />
        <Text aria-live="polite" size="sm" miw={56} ta="center">
          {Math.round(scale * 100)} %
        </Text>
        <Tool
          label={t('viewer.closer')}
          sign="+"
          isOff={zoom === ZOOMS.length - 1}
          onClick={() => closer(1)}
        />
      </Group>
      <div
        ref={frame}
        className="m-viewer-frame"
        data-zoomed={zoom > 0}
        role="region"
        aria-label={shown?.alt}
        tabIndex={0}
        onDoubleClick={() => setZoom(zoom === 0 ? 2 : 0)}
        onTouchStart={({ touches }) => {
          touch.current = touches.length === 1 ? touches[0]?.clientX : undefined;
        }}
        onTouchEnd={({ changedTouches }) => {
          const from = touch.current;
          const to = changedTouches[0]?.clientX;
          touch.current = undefined;
          if (zoom > 0 || from === undefined || to === undefined || Math.abs(to - from) < SWIPE_PX) return;
          step(to < from ? 1 : -1);
        }}
      >
        <div className="m-viewer-picture" style={{ width: `${scale * 100}%`, height: `${scale * 100}%` }}>
          {shown && <Picture key={shown.id} id={shown.id} size="full" alt={shown.alt} />}
        </div>
      </div>
      <Text size="sm" c="dimmed" ta="center" visibleFrom="sm">
        {t('viewer.keys')}
      </Text>
    </Modal>
  );
}

function Tool({
  label,
  sign,
  isOff,
  onClick,
}: {
  label: string;
  sign: string;
  isOff: boolean;
  onClick: () => void;
}) {
  return (
    <ActionIcon
      variant="default"
      size={44}
      aria-label={label}
      title={label}
      disabled={isOff}
      onClick={onClick}
    >
      <span aria-hidden="true">{sign}</span>
    </ActionIcon>
  );
}
