'use client';

import { useEffect, useId, useState } from 'react';
import { useFormState } from '#app/_ui/form.tsx';
import type { Frame, Size } from './frame-geometry.ts';
import { FramePreview, FrameStage } from './frame-stage.tsx';
import { type Shape, useFrame } from './use-frame.ts';

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
  readonly size: Size;
  readonly placeholder: string | null;
  readonly frame: Frame;
  readonly focal: boolean;
  readonly crop: boolean;
  readonly words: FrameWords;
}

const edges = ['left', 'top', 'right', 'bottom'] as const;

/**
 * The point that stays in sight, and the part that is shown. By pointer on the picture, by arrow keys on the point, or by sliders, which
 * work without script as well.
 */
export function FrameEditor({ mediaId, size, placeholder, words, ...begin }: Props) {
  const state = useFrame(begin, size);
  const { fields } = useFormState();
  const { frame, focal, crop, setPoint, setEdge } = state;
  const percent = (thousandths: number) => String(Math.round(thousandths / 10));
  const at = words.pointAt.replace('{x}', percent(frame.focalX)).replace('{y}', percent(frame.focalY));
  const picture = { mediaId, size, placeholder, state };
  return (
    <>
      <p className="mb-5 max-w-[64ch] text-muted text-small">{words.help}</p>
      <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,560px)_minmax(0,520px)]">
        <FrameStage {...picture} label={`${words.point}: ${at}`} />
        <div className="grid gap-7">
          <FramePreview {...picture} label={words.preview} />
          <fieldset className="grid gap-3">
            <Tick name="keepFocal" label={words.keepFocal} checked={focal} onChange={state.setFocal} />
            <div className="grid gap-x-6 sm:grid-cols-2">
              <Slider
                name="focalX"
                label={words.focalX}
                value={frame.focalX}
                onChange={(x) => setPoint(x, frame.focalY)}
              />
              <Slider
                name="focalY"
                label={words.focalY}
                value={frame.focalY}
                onChange={(y) => setPoint(frame.focalX, y)}
              />
            </div>
          </fieldset>
          <fieldset className="grid gap-3">
            <Tick
              name="keepCrop"
              label={words.keepCrop}
              checked={crop}
              onChange={state.setCrop}
              error={fields?.['keepCrop']}
            />
            <Shapes words={words} onCut={state.cut} />
            <div className="grid gap-x-6 sm:grid-cols-2">
              {edges.map((edge) => (
                <Slider
                  key={edge}
                  name={edge}
                  label={words[edge]}
                  value={frame[edge]}
                  onChange={(to) => setEdge(edge, to)}
                />
              ))}
            </div>
          </fieldset>
        </div>
      </div>
      <p className="sr-only" role="status">
        {focal ? at : ''}
      </p>
    </>
  );
}

/** Shapes to cut to by one press; only where script is there. */
function Shapes({ words, onCut }: { words: FrameWords; onCut: (shape: Shape) => void }) {
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
          className="mt-1 size-5 shrink-0"
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
        className="block h-11 w-full"
      />
    </div>
  );
}
