'use client';

import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { NoWebGl, openStage, type Stage } from './stage.ts';

export interface ModelWords {
  readonly view: string;
  readonly loading: string;
  /** What is seen, with the title in it. */
  readonly shown: string;
  readonly help: string;
  readonly left: string;
  readonly right: string;
  readonly larger: string;
  readonly smaller: string;
  readonly reset: string;
  readonly noWebGl: string;
  readonly failed: string;
  readonly again: string;
}

export interface ViewerProps {
  readonly src: string;
  readonly words: ModelWords;
  /** Stands until the thing does, and where it cannot. */
  readonly poster: ReactNode;
}

type State = 'loading' | 'shown' | 'no_webgl' | 'failed';

const nearer = 1.25;

const keys: Readonly<Record<string, (stage: Stage) => void>> = {
  ArrowLeft: (stage) => stage.turn(-1, 0),
  ArrowRight: (stage) => stage.turn(1, 0),
  ArrowUp: (stage) => stage.turn(0, 1),
  ArrowDown: (stage) => stage.turn(0, -1),
  '+': (stage) => stage.scale(nearer),
  '=': (stage) => stage.scale(nearer),
  '-': (stage) => stage.scale(1 / nearer),
  '0': (stage) => stage.reset(),
};

/** Opens the stage while it is on the page. */
function useStage(src: string, label: string, attempt: number) {
  const box = useRef<HTMLDivElement>(null);
  const stage = useRef<Stage>(null);
  const [state, setState] = useState<State>('loading');
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt opens it anew
  useEffect(() => {
    if (!box.current) return;
    let gone = false;
    setState('loading');
    const close = () => {
      stage.current?.close();
      stage.current = null;
    };
    const onLost = () => {
      close();
      setState('failed');
    };
    openStage(box.current, { src, label, onLost }).then(
      (opened) => {
        if (gone) return opened.close();
        stage.current = opened;
        setState('shown');
      },
      (error: unknown) => !gone && setState(error instanceof NoWebGl ? 'no_webgl' : 'failed'),
    );
    return () => {
      gone = true;
      close();
    };
  }, [src, label, attempt]);
  return { box, stage, state };
}

/** A thing in three dimensions, turned by hand, by keys and by buttons. It moves only when it is moved. */
export function ModelViewer({ src, words, poster }: ViewerProps) {
  const [attempt, setAttempt] = useState(0);
  const { box, stage, state } = useStage(src, words.shown, attempt);
  const group = useRef<HTMLFieldSetElement>(null);
  useEffect(() => group.current?.focus({ preventScroll: true }), []);

  const act = (move: (shown: Stage) => void) => () => stage.current && move(stage.current);
  function onKeyDown(event: KeyboardEvent): void {
    const move = keys[event.key];
    if (!move || !stage.current || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    move(stage.current);
  }

  return (
    <fieldset ref={group} tabIndex={-1} onKeyDown={onKeyDown} data-model={state} className="min-w-0 outline-none">
      <legend className="sr-only">{words.shown}</legend>
      <div ref={box} className="relative aspect-[4/3] overflow-hidden rounded-md bg-silk">
        {state !== 'shown' && poster}
        <p
          role="status"
          className="absolute inset-x-0 bottom-0 m-3 rounded-md bg-paper/95 px-4 py-2.5 text-small empty:hidden"
        >
          {state === 'loading' && words.loading}
          {state === 'no_webgl' && words.noWebGl}
          {state === 'failed' && words.failed}
        </p>
      </div>
      {state === 'failed' && (
        <button type="button" className="link mt-1 min-h-11 text-small" onClick={() => setAttempt(attempt + 1)}>
          {words.again}
        </button>
      )}
      {state === 'shown' && (
        <>
          <div className="mt-1.5 flex flex-wrap gap-1">
            <Press label={words.left} onPress={act((shown) => shown.turn(-1, 0))} sign="←" />
            <Press label={words.right} onPress={act((shown) => shown.turn(1, 0))} sign="→" />
            <Press label={words.smaller} onPress={act((shown) => shown.scale(1 / nearer))} sign="−" />
            <Press label={words.larger} onPress={act((shown) => shown.scale(nearer))} sign="+" />
            <Press label={words.reset} onPress={act((shown) => shown.reset())} sign="↺" />
          </div>
          <p className="mt-1 text-muted text-small">{words.help}</p>
        </>
      )}
    </fieldset>
  );
}

function Press({ label, onPress, sign }: { label: string; onPress: () => void; sign: string }) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={onPress}
      className="flex size-11 shrink-0 items-center justify-center rounded-md text-large hover:bg-silk"
    >
      <span aria-hidden="true">{sign}</span>
    </button>
  );
}
