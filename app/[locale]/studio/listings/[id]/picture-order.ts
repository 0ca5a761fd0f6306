'use client';

import { useRouter } from 'next/navigation';
import {
  type ComponentProps,
  type KeyboardEvent,
  type PointerEvent,
  type RefObject,
  useEffect,
  useRef,
  useState,
} from 'react';
import type { Form } from '#app/_ui/form.tsx';
import { useSpareWords } from '#app/_ui/spare-words.tsx';

interface Ordered {
  readonly mediaId: string;
}

interface Settings<P> {
  readonly listingId: string;
  readonly pictures: readonly P[];
  readonly orderAction: ComponentProps<typeof Form>['action'];
  /** Said after a move, with {number}, {place} and {total} in it. */
  readonly moved: string;
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

/** Dragging by a handle: which picture is held, and whose place it would take. */
function useDrag(list: RefObject<HTMLOListElement | null>, drop: (id: string, over: string) => void) {
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const end = () => {
    setDragged(null);
    setOver(null);
  };
  const pointer = (id: string) => ({
    onPointerDown: (event: PointerEvent) => {
      event.currentTarget.setPointerCapture(event.pointerId);
      setDragged(id);
    },
    onPointerMove: (event: PointerEvent) => {
      if (dragged !== id) return;
      const under = document.elementFromPoint(event.clientX, event.clientY)?.closest<HTMLElement>('[data-media]');
      const target = under && list.current?.contains(under) ? under.dataset['media'] : undefined;
      setOver(target && target !== id ? target : null);
    },
    onPointerUp: () => {
      end();
      if (dragged === id && over !== null) drop(id, over);
    },
    onPointerCancel: end,
  });
  return { dragged, over, pointer };
}

/** The order of pictures as a person moves them: shown at once, sent after, taken back where the server does not accept it. */
export function usePictureOrder<P extends Ordered>({ listingId, pictures, orderAction, moved }: Settings<P>) {
  const stored = pictures.map((picture) => picture.mediaId);
  const [mine, setMine] = useState<readonly string[] | null>(null);
  const [said, setSaid] = useState('');
  const [problem, setProblem] = useState('');
  const list = useRef<HTMLOListElement>(null);
  const focus = useRef('');
  const router = useRouter();
  const { unsent } = useSpareWords();
  const order = mine && sameSet(mine, stored) ? mine : stored;
  const { dragged, over, pointer } = useDrag(list, (id, target) => move(id, order.indexOf(target)));

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
    const state = await orderAction({ status: 'idle' }, form).catch(() => null);
    const failed = state === null || state.status === 'error';
    if (failed) setMine(null);
    setProblem(failed ? (state?.message ?? unsent) : '');
    router.refresh();
  }

  function move(id: string, to: number): void {
    const next = movedTo(order, id, to);
    const number = String(stored.indexOf(id) + 1);
    const place = String(next.indexOf(id) + 1);
    setMine(next);
    setSaid(moved.replace('{number}', number).replace('{place}', place).replace('{total}', String(next.length)));
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

  return {
    list,
    shown: order.flatMap((each) => pictures.find((picture) => picture.mediaId === each) ?? []),
    dragged,
    over,
    said,
    problem,
    handle: (id: string) => ({ 'data-handle': true, onKeyDown: onKeyDown(id), ...pointer(id) }),
  };
}
