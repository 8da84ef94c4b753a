import { type RefObject, useEffect, useState } from 'react';

/** `insecure`: the browser lends its camera only to pages with TLS. */
export type CameraState = 'asking' | 'on' | 'refused' | 'none' | 'insecure';

/** Shows the back camera in `video` while the page is open. */
export function useCamera(video: RefObject<HTMLVideoElement | null>): CameraState {
  const [state, setState] = useState<CameraState>('asking');
  useEffect(() => {
    let stream: MediaStream | undefined;
    let isGone = false;
    const stop = () => stream?.getTracks().forEach((track) => track.stop());
    const start = async () => {
      if (!navigator.mediaDevices) return setState('insecure');
      try {
        stream = await navigator.mediaDevices.getUserMedia({
          video: { facingMode: { ideal: 'environment' }, width: { ideal: 1280 } },
        });
      } catch (error) {
        const isRefused = error instanceof DOMException && error.name === 'NotAllowedError';
        return setState(isRefused ? 'refused' : 'none');
      }
      if (isGone || !video.current) return stop();
      video.current.srcObject = stream;
      await video.current.play().catch(() => undefined);
      return setState('on');
    };
    void start();
    return () => {
      isGone = true;
      stop();
    };
  }, [video]);
  return state;
}
