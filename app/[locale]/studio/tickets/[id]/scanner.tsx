'use client';

import { useEffect, useId, useRef, useState } from 'react';
import { buttonStyle } from '#app/_ui/button-style.ts';

export interface ScannerWords {
  readonly start: string;
  readonly stop: string;
  readonly looking: string;
  readonly refused: string;
}

interface Detector {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>;
}
type DetectorClass = new (options: { formats: string[] }) => Detector;

/** The browser's own reader of QR codes, where it has one. */
function detectorClass(): DetectorClass | undefined {
  const found: unknown = Reflect.get(window, 'BarcodeDetector');
  return typeof found === 'function' ? (found as DetectorClass) : undefined;
}

/** Reads tickets with the camera and sends the form around it. Where the browser cannot, nothing is shown and the code is typed. */
export function Scanner({ words }: { words: ScannerWords }) {
  const id = useId();
  const video = useRef<HTMLVideoElement>(null);
  const [able, setAble] = useState(false);
  const [on, setOn] = useState(false);
  const [refused, setRefused] = useState(false);
  useEffect(() => setAble(detectorClass() !== undefined && navigator.mediaDevices !== undefined), []);

  useEffect(() => {
    const Reader = detectorClass();
    const screen = video.current;
    if (!on || !Reader || !screen) return;
    let stopped = false;
    let stream: MediaStream | undefined;
    const detector = new Reader({ formats: ['qr_code'] });
    const look = async () => {
      if (stopped) return;
      const [found] = await detector.detect(screen).catch(() => []);
      const form = screen.closest('form');
      const code = form?.elements.namedItem('code');
      if (found && form && code instanceof HTMLInputElement) {
        code.value = found.rawValue;
        setOn(false);
        form.requestSubmit();
        return;
      }
      setTimeout(look, 150);
    };
    navigator.mediaDevices
      .getUserMedia({ video: { facingMode: 'environment' } })
      .then(async (got) => {
        stream = got;
        screen.srcObject = got;
        await screen.play();
        await look();
      })
      .catch(() => {
        setRefused(true);
        setOn(false);
      });
    return () => {
      stopped = true;
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
  }, [on]);

  if (!able) return null;
  return (
    <div className="grid gap-3">
      {on && (
        <video
          ref={video}
          playsInline
          muted
          aria-label={words.looking}
          className="aspect-square w-full max-w-[360px] rounded-md bg-black object-cover"
        />
      )}
      <button
        type="button"
        aria-describedby={refused ? id : undefined}
        onClick={() => {
          setRefused(false);
          setOn(!on);
        }}
        className={buttonStyle('quiet', 'w-full sm:w-auto')}
      >
        {on ? words.stop : words.start}
      </button>
      {refused && (
        <p id={id} role="status" className="text-cinnabar text-small">
          {words.refused}
        </p>
      )}
    </div>
  );
}
