'use client';

import { type KeyboardEvent, type PointerEvent, useEffect, useId, useRef, useState } from 'react';
import { useFormState } from '#app/_ui/form.tsx';
import { Picture } from '#app/_ui/picture.tsx';
import { cutTo, type Frame, inBox, wholePicture, withEdge, withFocal } from './frame-geometry.ts';

export interface FrameWords {
  readonly keepFocal: string;
  readonly keepCrop: string;
  readonly focalX: string;
  readonly focalY: string;
  readonly left: string;
  readonly top: string;
  readonly right: string;
  readonly bottom: string;
  readonly point: string;
  /** With {x} and {y} in it. */
  readonly pointAt: string;
  readonly shapes: string;
  readonly whole: string;
  readonly square: string;
  readonly tall: string;
  readonly wide: string;
  readonly preview: string;
  readonly help: string;
}

interface Props {
  readonly mediaId: string;
  readonly size: { readonly width: number; readonly height: number };
  readonly placeholder: string | null;
  readonly frame: Frame;
  readonly focal: boolean;
  readonly crop: boolean;
  readonly words: FrameWords;
}

const edges = ['left', 'top', 'right', 'bottom'] as const;
const shapes = { square: 1, tall: 4 / 5, wide: 4 / 3 } as const;
const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/**
 * The point that stays in sight, and the part that is shown. By pointer on the picture, by arrow keys on the point, or by sliders, which
 * work without script as well.
 */
export function FrameEditor({ mediaId, size, placeholder, words, ...begin }: Props) {
  const [frame, setFrame] = useState(begin.frame);
  const [focal, setFocal] = useState(begin.focal);
  const [crop, setCrop] = useState(begin.crop);
  const box = useRef<HTMLDivElement>(null);
  const { fields } = useFormState();
  const seen = crop ? frame : { ...frame, ...wholePicture };

  const setPoint = (x: number, y: number) => {
    setFocal(true);
    setFrame(withFocal(frame, x, y));
  };
  const onPointer = (event: PointerEvent) => {
    if (event.type === 'pointermove' && event.buttons !== 1) return;
    const area = box.current?.getBoundingClientRect();
    if (!area) return;
    setPoint(((event.clientX - area.left) / area.width) * 1000, ((event.clientY - area.top) / area.height) * 1000);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const arrow = arrows[event.key];
    if (!arrow) return;
    event.preventDefault();
    const step = event.shiftKey ? 100 : 10;
    setPoint(frame.focalX + arrow[0] * step, frame.focalY + arrow[1] * step);
  };
  const cutShape = (shape: keyof typeof shapes | 'whole') => {
    setCrop(shape !== 'whole');
    setFrame(shape === 'whole' ? { ...frame, ...wholePicture } : cutTo(frame, size, shapes[shape]));
  };
  const percent = (thousandths: number) => String(Math.round(thousandths / 10));
  const at = words.pointAt.replace('{x}', percent(frame.focalX)).replace('{y}', percent(frame.focalY));
  const pictureShown = (
    <Picture mediaId={mediaId} alt="" sizes="(max-width: 1024px) 92vw, 640px" placeholder={placeholder} />
  );

  return (
    <div className="grid gap-5">
      <p className="max-w-[64ch] text-muted text-small">{words.help}</p>
      <div className="flex flex-wrap items-start gap-6">
        <div
          ref={box}
          onPointerDown={onPointer}
          onPointerMove={onPointer}
          className="relative w-full max-w-[640px] cursor-crosshair touch-none select-none overflow-hidden rounded-md bg-silk"
          style={{
            aspectRatio: `${size.width} / ${size.height}`,
            maxWidth: `min(640px, ${Math.round((560 * size.width) / size.height)}px)`,
          }}
        >
          <span className="pointer-events-none block h-full">{pictureShown}</span>
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
            aria-label={`${words.point}: ${at}`}
            onKeyDown={onKeyDown}
            className={`absolute size-11 -translate-x-1/2 -translate-y-1/2 cursor-move rounded-full border-3 border-white bg-amber/40 shadow-[0_0_0_2px_rgb(0_0_0/0.7)] ${focal ? '' : 'opacity-60'}`}
            style={{ left: `${frame.focalX / 10}%`, top: `${frame.focalY / 10}%` }}
          />
        </div>
        <div>
          <p className="mb-2 text-muted text-small">{words.preview}</p>
          <div className="flex items-end gap-3">
            {[1, 4 / 5].map((shape) => (
              <div
                key={shape}
                className="relative w-28 overflow-hidden rounded-md bg-silk"
                style={{ aspectRatio: shape }}
              >
                <span
                  className="absolute block"
                  style={inBox(
                    focal ? seen : withFocal(seen, (seen.left + seen.right) / 2, (seen.top + seen.bottom) / 2),
                    size,
                    shape,
                  )}
                >
                  {pictureShown}
                </span>
              </div>
            ))}
          </div>
        </div>
      </div>
      <p className="sr-only" role="status">
        {focal ? at : ''}
      </p>
      <fieldset className="grid max-w-[640px] gap-3">
        <Tick name="keepFocal" label={words.keepFocal} checked={focal} onChange={setFocal} />
        <div className="grid gap-x-6 sm:grid-cols-2">
          <Slider name="focalX" label={words.focalX} value={frame.focalX} onChange={(x) => setPoint(x, frame.focalY)} />
          <Slider name="focalY" label={words.focalY} value={frame.focalY} onChange={(y) => setPoint(frame.focalX, y)} />
        </div>
      </fieldset>
      <fieldset className="grid max-w-[640px] gap-3">
        <Tick name="keepCrop" label={words.keepCrop} checked={crop} onChange={setCrop} error={fields?.['keepCrop']} />
        <Shapes words={words} onCut={cutShape} />
        <div className="grid gap-x-6 sm:grid-cols-2">
          {edges.map((edge) => (
            <Slider
              key={edge}
              name={edge}
              label={words[edge]}
              value={frame[edge]}
              onChange={(to) => {
                setCrop(true);
                setFrame(withEdge(frame, edge, to));
              }}
            />
          ))}
        </div>
      </fieldset>
    </div>
  );
}

/** Shapes to cut to by one press; only where script is there. */
function Shapes({ words, onCut }: { words: FrameWords; onCut: (shape: 'whole' | keyof typeof shapes) => void }) {
  const [live, setLive] = useState(false);
  useEffect(() => setLive(true), []);
  if (!live) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset within a fieldset would be read out twice
    <div role="group" aria-label={words.shapes} className="flex flex-wrap gap-2">
      {(['whole', 'square', 'tall', 'wide'] as const).map((shape) => (
        <button
          key={shape}
          type="button"
          onClick={() => onCut(shape)}
          className="min-h-11 rounded-md border border-edge/60 px-4 text-small hover:border-ink"
        >
          {words[shape]}
        </button>
      ))}
    </div>
  );
}

function Tick({
  name,
  label,
  checked,
  onChange,
  error,
}: {
  name: string;
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  error?: string | undefined;
}) {
  const id = useId();
  return (
    <div>
      <div className="flex items-start gap-3">
        <input
          id={id}
          type="checkbox"
          name={name}
          checked={checked}
          onChange={(event) => onChange(event.target.checked)}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : undefined}
          className="mt-1 size-5 shrink-0 accent-amber"
        />
        <label htmlFor={id} className="py-0.5 font-medium">
          {label}
        </label>
      </div>
      {error && (
        <p id={`${id}-error`} className="mt-1 ml-8 text-cinnabar text-small">
          {error}
        </p>
      )}
    </div>
  );
}

const inPercent = (thousandths: number) => `${Math.round(thousandths / 10)}\u00a0%`;

function Slider({
  name,
  label,
  value,
  onChange,
}: {
  name: string;
  label: string;
  value: number;
  onChange: (value: number) => void;
}) {
  const id = useId();
  return (
    <div className="text-small">
      <label htmlFor={id} className="flex justify-between gap-3">
        {label}
        <span className="num text-muted">{inPercent(value)}</span>
      </label>
      <input
        id={id}
        type="range"
        name={name}
        min={0}
        max={1000}
        step={1}
        value={value}
        onChange={(event) => onChange(Number(event.target.value))}
        className="block h-11 w-full accent-amber"
      />
    </div>
  );
}
