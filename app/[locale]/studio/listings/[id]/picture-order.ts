'use client';

import { useRouter } from 'next/navigation';
import { type ComponentProps, type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import type { Form } from '#app/_ui/form.tsx';
import { useSpareWords } from '#app/_ui/spare-words.tsx';

interface Ordered {
  readonly mediaId: string;
  readonly label: string;
}

/** `id` put at the place `to`; the others keep their order. */
export function movedTo(order: readonly string[], id: string, to: number): string[] {
  const others = order.filter((each) => each !== id);
  const at = Math.min(Math.max(to, 0), others.length);
  return [...others.slice(0, at), id, ...others.slice(at)];
}

/** Where an arrow or Home or End moves a picture at `index`; null for other keys. */
export function keyTarget(key: string, index: number, count: number, rightToLeft: boolean): number | null {
  const forward = rightToLeft ? 'ArrowLeft' : 'ArrowRight';
  const back = rightToLeft ? 'ArrowRight' : 'ArrowLeft';
  if (key === forward || key === 'ArrowDown') return Math.min(index + 1, count - 1);
  if (key === back || key === 'ArrowUp') return Math.max(index - 1, 0);
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  return null;
}

function sameSet(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((each) => other.includes(each));
}

/** The order of pictures as a person moves them: shown at once, sent after, taken back where the server does not accept it. */
export function usePictureOrder<P extends Ordered>({
  listingId,
  pictures,
  orderAction,
  moved,
}: {
  listingId: string;
  pictures: readonly P[];
  orderAction: ComponentProps<typeof Form>['action'];
  moved: string;
}) {
  const stored = pictures.map((picture) => picture.mediaId);
  const [mine, setMine] = useState<readonly string[] | null>(null);
  const [dragged, setDragged] = useState<string | null>(null);
  /** The picture whose place the dragged one would take. */
  const [over, setOver] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const [problem, setProblem] = useState('');
  const list = useRef<HTMLOListElement>(null);
  const focus = useRef('');
  const router = useRouter();
  const { unsent } = useSpareWords();
  const order = mine && sameSet(mine, stored) ? mine : stored;
  const shown = order.flatMap((each) => pictures.find((picture) => picture.mediaId === each) ?? []);

  // A moved element loses the focus; the hand stays on its handle.
  useEffect(() => {
    if (!focus.current) return;
    list.current?.querySelector<HTMLElement>(`[data-media="${focus.current}"] [data-handle]`)?.focus();
    focus.current = '';
  });

  async function send(next: readonly string[]): Promise<void> {
    const form = new FormData();
    form.set('listingId', listingId);
    for (const each of next) form.append('order[]', each);
    const state = await orderAction({ status: 'idle' }, form).catch(() => ({
      status: 'error' as const,
      message: unsent,
    }));
    if (state.status === 'error') setMine(null);
    setProblem(state.status === 'error' ? (state.message ?? unsent) : '');
    router.refresh();
  }

  function say(id: string, next: readonly string[]): void {
    const number = /\d+/.exec(pictures.find((picture) => picture.mediaId === id)?.label ?? '')?.[0] ?? '';
    const place = String(next.indexOf(id) + 1);
    setSaid(moved.replace('{number}', number).replace('{place}', place).replace('{total}', String(next.length)));
  }

  function move(id: string, to: number): void {
    const next = movedTo(order, id, to);
    setMine(next);
    say(id, next);
    void send(next);
  }

  const onKeyDown = (id: string) => (event: KeyboardEvent) => {
    const rightToLeft = document.documentElement.dir === 'rtl';
    const to = keyTarget(event.key, order.indexOf(id), order.length, rightToLeft);
    if (to === null) return;
    event.preventDefault();
    focus.current = id;
    move(id, to);
  };

  const onPointerMove = (id: string) => (event: PointerEvent) => {
    if (dragged !== id) return;
    const under = document.elementFromPoint(event.clientX, event.clientY)?.closest<HTMLElement>('[data-media]');
    const target = under?.dataset['media'];
    setOver(target && target !== id && list.current?.contains(under ?? null) ? target : null);
  };

  const onPointerUp = (id: string) => () => {
    setDragged(null);
    setOver(null);
    if (dragged !== id || over === null) return;
    move(id, order.indexOf(over));
  };

  return {
    list,
    shown,
    dragged,
    over,
    said,
    problem,
    handle: (id: string) => ({
      'data-handle': true,
      onKeyDown: onKeyDown(id),
      onPointerDown: (event: PointerEvent) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setDragged(id);
      },
      onPointerMove: onPointerMove(id),
      onPointerUp: onPointerUp(id),
      onPointerCancel: () => {
        setDragged(null);
        setOver(null);
      },
    }),
  };
}
