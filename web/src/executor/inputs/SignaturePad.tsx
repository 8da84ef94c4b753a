import { Button, Group, Stack, Text } from '@mantine/core';
import { type PointerEvent, useRef, useState } from 'react';
import { useWords } from '../../words/words';
import { isLocal, keepPhoto } from '../localFiles';
import { LocalPicture } from './LocalPicture';
import { RemotePicture } from './RemotePicture';
import type { ValueProps } from './valueProps';

const WIDTH = 640;
const HEIGHT = 240;

export function SignaturePad({ value, labelledBy, onChange }: ValueProps) {
  const t = useWords();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [hasStroke, setHasStroke] = useState(false);

  const draw = (event: PointerEvent<HTMLCanvasElement>, isStart: boolean) => {
    const pen = canvas.current?.getContext('2d');
    if (!canvas.current || !pen || (!isStart && event.buttons === 0)) return;
    const box = canvas.current.getBoundingClientRect();
    const [x, y] = [
      ((event.clientX - box.left) * WIDTH) / box.width,
      ((event.clientY - box.top) * HEIGHT) / box.height,
    ];
    if (isStart) {
      canvas.current.setPointerCapture(event.pointerId);
      pen.beginPath();
      pen.moveTo(x, y);
      return;
    }
    pen.lineWidth = 4;
    pen.lineCap = 'round';
    pen.strokeStyle = '#12211d';
    pen.lineTo(x, y);
    pen.stroke();
    setHasStroke(true);
  };
  const clear = () => {
    canvas.current?.getContext('2d')?.clearRect(0, 0, WIDTH, HEIGHT);
    setHasStroke(false);
  };
  const save = () => {
    canvas.current?.toBlob((blob) => {
      if (blob) void keepPhoto(blob, 'signature.png').then(onChange);
    }, 'image/png');
  };

  if (typeof value === 'string')
    return (
      <Stack gap="xs">
        <div className="signature">
          {isLocal(value) ? (
            <LocalPicture id={value} />
          ) : (
            <RemotePicture id={value} alt={t('fill.signature')} />
          )}
        </div>
        <Button variant="default" size="md" onClick={() => onChange(null)}>
          {t('fill.clear')}
        </Button>
      </Stack>
    );
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed">
        {t('fill.signatureHint')}
      </Text>
      <canvas
        ref={canvas}
        width={WIDTH}
        height={HEIGHT}
        className="signature"
        role="img"
        aria-labelledby={labelledBy}
        onPointerDown={(event) => draw(event, true)}
        onPointerMove={(event) => draw(event, false)}
      />
      <Group grow>
        <Button variant="default" size="md" disabled={!hasStroke} onClick={clear}>
          {t('fill.clear')}
        </Button>
        <Button size="md" disabled={!hasStroke} onClick={save}>
          {t('fill.signatureSave')}
        </Button>
      </Group>
    </Stack>
  );
}
