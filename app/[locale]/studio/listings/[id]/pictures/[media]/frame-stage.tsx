'use client';

import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { Picture } from '#app/_ui/picture.tsx';
import { inBox, type Size } from './frame-geometry.ts';
import type { FrameState } from './use-frame.ts';

interface Props {
  readonly mediaId: string;
  readonly size: Size;
  readonly placeholder: string | null;
  readonly state: FrameState;
}

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
const tallest = 560;

function Whole({ mediaId, placeholder }: Pick<Props, 'mediaId' | 'placeholder'>) {
  return <Picture mediaId={mediaId} alt="" sizes="(max-width: 1024px) 92vw, 640px" placeholder={placeholder} />;
}

/** The whole picture with what is cut off in shade; a click or a drag puts the point, arrow keys move it. */
export function FrameStage({ mediaId, size, placeholder, state, label }: Props & { label: string }) {
  const box = useRef<HTMLDivElement>(null);
  const { frame, focal, seen, setPoint } = state;

  function onPointer(event: PointerEvent): void {
    const area = box.current?.getBoundingClientRect();
    if (!area || (event.type === 'pointermove' && event.buttons !== 1)) return;
    setPoint(((event.clientX - area.left) / area.width) * 1000, ((event.clientY - area.top) / area.height) * 1000);
  }
  function onKeyDown(event: KeyboardEvent): void {
    const arrow = arrows[event.key];
    if (!arrow) return;
    event.preventDefault();
    const step = event.shiftKey ? 100 : 10;
    setPoint(frame.focalX + arrow[0] * step, frame.focalY + arrow[1] * step);
  }

  return (
    <div
      ref={box}
      onPointerDown={onPointer}
      onPointerMove={onPointer}
      className="relative w-full cursor-crosshair touch-none select-none overflow-hidden rounded-md bg-silk"
      style={{
        aspectRatio: `${size.width} / ${size.height}`,
        maxWidth: `${Math.round((tallest * size.width) / size.height)}px`,
      }}
    >
      <span className="pointer-events-none block h-full">
        <Whole mediaId={mediaId} placeholder={placeholder} />
      </span>
      <span
        aria-hidden="true"
        className="pointer-events-none absolute shadow-[0_0_0_9999px_rgb(0_0_0/0.62)] outline-2 outline-white"
        style={{
          left: `${seen.left / 10}%`,
          top: `${seen.top / 10}%`,
          width: `${(seen.right - seen.left) / 10}%`,
          height: `${(seen.bottom - seen.top) / 10}%`,
        }}
      />
      <button
        type="button"
        aria-label={label}
        onKeyDown={onKeyDown}
        className={`absolute size-11 -translate-x-1/2 -translate-y-1/2 cursor-move rounded-full border-3 border-white bg-amber/40 shadow-[0_0_0_2px_rgb(0_0_0/0.7)] ${focal ? '' : 'opacity-60'}`}
        style={{ left: `${frame.focalX / 10}%`, top: `${frame.focalY / 10}%` }}
      />
    </div>
  );
}

/** The picture as the gallery and lists will cut it. */
export function FramePreview({ mediaId, size, placeholder, state, label }: Props & { label: string }) {
  return (
    <div>
      <p className="mb-2 text-muted text-small">{label}</p>
      <div className="flex items-end gap-3">
        {[1, 4 / 5].map((shape) => (
          <div key={shape} className="relative w-28 overflow-hidden rounded-md bg-silk" style={{ aspectRatio: shape }}>
            <span className="absolute block" style={inBox(state.seen, size, shape)}>
              <Whole mediaId={mediaId} placeholder={placeholder} />
            </span>
          </div>
        ))}
      </div>
    </div>
  );
}
