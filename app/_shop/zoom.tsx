'use client';

import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { Picture } from '#app/_ui/picture.tsx';
import { step, useGestures } from './zoom-gestures.ts';
import { fitted, fittedSize, panned, type Size, type View, zoomed } from './zoom-view.ts';

export interface ZoomPicture extends Size {
  readonly mediaId: string;
  readonly name: string;
  readonly alt: string;
  readonly lang: string;
  readonly placeholder: string | null;
}

export interface ZoomWords {
  readonly title: string;
  readonly close: string;
  readonly previous: string;
  readonly next: string;
  readonly larger: string;
  readonly smaller: string;
  /** With {number} and {total} in it. */
  readonly counter: string;
}

export interface ZoomProps {
  readonly pictures: readonly ZoomPicture[];
  readonly begin: number;
  readonly words: ZoomWords;
  readonly onClose: () => void;
}

const turns: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
const arrowPixels = 80;

/** Opens as a modal dialog, holds the page behind it still, and gives the focus back when it goes. */
function useDialog() {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    document.documentElement.style.overflow = 'hidden';
    return () => {
      document.documentElement.style.overflow = '';
      shown?.close();
    };
  }, []);
  return dialog;
}

/** Which picture is shown and how large, and what keys, buttons and fingers do to it. */
function useZoom({ pictures, begin }: Pick<ZoomProps, 'pictures' | 'begin'>) {
  const stage = useRef<HTMLDivElement>(null);
  const [index, setIndex] = useState(begin);
  const [view, setView] = useState<View>(fitted);
  const picture = pictures[index] ?? pictures[0];
  const size = picture ?? { width: 1, height: 1 };
  const stageSize = () => ({ width: stage.current?.clientWidth ?? 1, height: stage.current?.clientHeight ?? 1 });
  const show = (to: number) => {
    setIndex((to + pictures.length) % pictures.length);
    setView(fitted);
  };
  const zoomBy = (factor: number) => setView(zoomed(view, factor, { x: 0, y: 0 }, size, stageSize()));
  const onTurn = (by: number) => show(index + by);
  const gestures = useGestures({ view, picture: size, stage: stageSize, onView: setView, onTurn });

  function onKeyDown(event: KeyboardEvent): void {
    const turn = turns[event.key];
    if (event.key === '+' || event.key === '=') zoomBy(1.5);
    else if (event.key === '-') zoomBy(1 / 1.5);
    else if (event.key === '0') setView(fitted);
    else if (event.key === 'Home') show(0);
    else if (event.key === 'End') show(pictures.length - 1);
    else if (turn && view.scale > 1)
      setView(panned(view, -turn[0] * arrowPixels, -turn[1] * arrowPixels, size, stageSize()));
    else if (turn && turn[0] !== 0) show(index + turn[0]);
    else return;
    event.preventDefault();
  }
  return { stage, picture, index, view, show, zoomBy, gestures, onKeyDown };
}

const filled = (counter: string, index: number, total: number) =>
  counter.replace('{number}', String(index + 1)).replace('{total}', String(total));

/** The pictures over the whole window: turned by arrows, swipes and thumbnails, made larger by +, two taps, a pinch or the wheel. */
export function Zoom({ pictures, begin, words, onClose }: ZoomProps) {
  const dialog = useDialog();
  const { stage, picture, index, view, show, zoomBy, gestures, onKeyDown } = useZoom({ pictures, begin });
  if (!picture) return null;
  return (
    <dialog
      ref={dialog}
      aria-label={words.title}
      onClose={onClose}
      onKeyDown={onKeyDown}
      className="m-0 h-dvh max-h-none w-dvw max-w-none bg-paper text-ink"
    >
      <div className="grid h-full grid-rows-[auto_minmax(0,1fr)_auto]">
        <div className="flex items-center gap-1 px-2 py-1">
          <p className="num flex-1 px-2 text-muted text-small" role="status">
            {filled(words.counter, index, pictures.length)}
          </p>
          <Press label={words.smaller} onPress={() => zoomBy(1 / step)} sign="−" off={view.scale <= 1} />
          <Press label={words.larger} onPress={() => zoomBy(step)} sign="+" />
          <Press label={words.close} onPress={onClose} sign="×" />
        </div>
        <div
          ref={stage}
          {...gestures}
          onWheel={(event) => zoomBy(event.deltaY < 0 ? 1.2 : 1 / 1.2)}
          data-scale={view.scale.toFixed(2)}
          className={`relative touch-none select-none overflow-hidden ${view.scale > 1 ? 'cursor-grab active:cursor-grabbing' : 'cursor-zoom-in'}`}
        >
          <Stage picture={picture} view={view} stage={stage} />
        </div>
        {pictures.length > 1 && (
          <div className="flex items-center justify-center gap-2 px-2 py-2">
            <Press label={words.previous} onPress={() => show(index - 1)} sign="←" />
            <Thumbnails pictures={pictures} index={index} counter={words.counter} onShow={show} />
            <Press label={words.next} onPress={() => show(index + 1)} sign="→" />
          </div>
        )}
      </div>
    </dialog>
  );
}

function Press({
  label,
  onPress,
  sign,
  off = false,
}: {
  label: string;
  onPress: () => void;
  sign: string;
  off?: boolean;
}) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      aria-disabled={off}
      onClick={off ? undefined : onPress}
      className="flex size-11 shrink-0 items-center justify-center rounded-md text-large hover:bg-silk aria-disabled:opacity-40"
    >
      <span aria-hidden="true">{sign}</span>
    </button>
  );
}

/** What its thumbnail shows: it stands there while the large one comes. */
const small = ({ name }: ZoomPicture) => `/media/${name}/320.avif`;

/** The picture in its own shape in the middle of the stage, as large as it fits times the scale. */
function Stage({
  picture,
  view,
  stage,
}: {
  picture: ZoomPicture;
  view: View;
  stage: RefObject<HTMLDivElement | null>;
}) {
  const [room, setRoom] = useState<Size>({ width: 0, height: 0 });
  useEffect(() => {
    const around = stage.current;
    if (!around) return;
    // The stage has no size before the dialog is shown, and another when the window or the phone is turned.
    const observer = new ResizeObserver(() => setRoom({ width: around.clientWidth, height: around.clientHeight }));
    observer.observe(around);
    return () => observer.disconnect();
  }, [stage]);
  const size = fittedSize(picture, room);
  return (
    <div
      className="pointer-events-none absolute top-1/2 left-1/2"
      style={{
        width: size.width,
        height: size.height,
        transform: `translate(-50%, -50%) translate(${view.x}px, ${view.y}px) scale(${view.scale})`,
      }}
    >
      <Picture
        key={picture.mediaId}
        mediaId={picture.name}
        alt={picture.alt}
        lang={picture.lang}
        placeholder={small(picture)}
        sizes="(max-width: 760px) 200vw, 1600px"
        eager
      />
    </div>
  );
}

function Thumbnails({
  pictures,
  index,
  counter,
  onShow,
}: {
  pictures: readonly ZoomPicture[];
  index: number;
  counter: string;
  onShow: (index: number) => void;
}) {
  return (
    <ul className="flex min-w-0 gap-2 overflow-x-auto p-1">
      {pictures.map((picture, at) => (
        <li key={picture.mediaId} className="shrink-0">
          <button
            type="button"
            aria-label={filled(counter, at, pictures.length)}
            aria-current={at === index ? 'true' : undefined}
            onClick={() => onShow(at)}
            className="block size-14 overflow-hidden rounded-sm opacity-70 aria-[current]:opacity-100 aria-[current]:outline-2 aria-[current]:outline-amber"
          >
            <Picture mediaId={picture.name} alt="" sizes="56px" maxWidth={320} placeholder={picture.placeholder} />
          </button>
        </li>
      ))}
    </ul>
  );
}
