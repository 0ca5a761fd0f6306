import { type PointerEvent, useRef } from 'react';
import { panned, type Size, type View, zoomed } from './zoom-view.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** How far a finger goes before it turns to the next picture. */
const swipe = 60;
const doubleTapMs = 300;
export const step = 2.5;

/** Fingers and mouse on the stage: one drags or swipes, two pinch, two taps zoom in and out again. */
export function useGestures({
  view,
  picture,
  stage,
  onView,
  onTurn,
}: {
  view: View;
  picture: Size;
  stage: () => Size;
  onView: (view: View) => void;
  onTurn: (by: 1 | -1) => void;
}) {
  const fingers = useRef(new Map<number, Point>());
  const begin = useRef<Point>({ x: 0, y: 0 });
  const tapped = useRef({ time: 0, x: 0, y: 0 });

  const fromMiddle = (event: PointerEvent): Point => {
    const area = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - area.left - area.width / 2, y: event.clientY - area.top - area.height / 2 };
  };

  function pinch(before: Point, now: Point, other: Point): void {
    const apart = (one: Point) => Math.hypot(one.x - other.x, one.y - other.y);
    const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
    onView(zoomed(view, apart(now) / Math.max(apart(before), 1), middle, picture, stage()));
  }

  function tap(at: Point, time: number): void {
    const again =
      time - tapped.current.time < doubleTapMs && Math.hypot(at.x - tapped.current.x, at.y - tapped.current.y) < 30;
    tapped.current = { time: again ? 0 : time, ...at };
    if (again) onView(zoomed(view, view.scale > 1 ? 0 : step, at, picture, stage()));
  }

  return {
    onPointerDown: (event: PointerEvent) => {
      event.currentTarget.setPointerCapture(event.pointerId);
      fingers.current.set(event.pointerId, fromMiddle(event));
      begin.current = fromMiddle(event);
    },
    onPointerMove: (event: PointerEvent) => {
      const before = fingers.current.get(event.pointerId);
      if (!before) return;
      const now = fromMiddle(event);
      const [other] = [...fingers.current].filter(([finger]) => finger !== event.pointerId).map(([, point]) => point);
      if (other) pinch(before, now, other);
      else if (view.scale > 1) onView(panned(view, now.x - before.x, now.y - before.y, picture, stage()));
      fingers.current.set(event.pointerId, now);
    },
    onPointerUp: (event: PointerEvent) => {
      const only = fingers.current.size === 1;
      fingers.current.delete(event.pointerId);
      const now = fromMiddle(event);
      const [x, y] = [now.x - begin.current.x, now.y - begin.current.y];
      if (only && Math.hypot(x, y) < 10) tap(now, event.timeStamp);
      else if (only && view.scale === 1 && Math.abs(x) > swipe && Math.abs(x) > Math.abs(y)) onTurn(x < 0 ? 1 : -1);
    },
    onPointerCancel: (event: PointerEvent) => void fingers.current.delete(event.pointerId),
  };
}
