'use client';

import { type DragEvent, type KeyboardEvent, useState } from 'react';
import { movedTo, stepped } from '#lib/core/order.ts';

export interface OrderItem {
  readonly id: string;
  readonly title: string;
  readonly note: string;
  readonly mediaId: string | null;
}

export interface OrderWords {
  readonly label: string;
  readonly earlier: string;
  readonly later: string;
  readonly remove: string;
  /** Says where something has come to: {title}, {place}, {of}. */
  readonly moved: string;
  readonly removed: string;
  readonly hint: string;
}

/**
 * Listings in their order, as hidden fields of the form around them. With script they are dragged, or moved by Alt and the arrow
 * keys or the buttons, and saved with the form; without, each button sends the form with what it asks for.
 */
export function OrderList({ items, words }: { items: readonly OrderItem[]; words: OrderWords }) {
  const [ids, setIds] = useState<readonly string[]>(items.map((item) => item.id));
  const [saying, say] = useState('');
  const [dragged, drag] = useState<string | null>(null);
  const known = new Map(items.map((item) => [item.id, item]));

  function arrange(next: readonly string[], id: string): void {
    setIds(next);
    const title = known.get(id)?.title ?? '';
    const place = next.indexOf(id) + 1;
    say(
      place > 0
        ? words.moved.replace('{title}', title).replace('{place}', String(place)).replace('{of}', String(next.length))
        : words.removed.replace('{title}', title),
    );
  }

  function onKeyDown(event: KeyboardEvent, id: string): void {
    const direction = event.key === 'ArrowUp' ? 'earlier' : event.key === 'ArrowDown' ? 'later' : null;
    if (!direction || !event.altKey) return;
    event.preventDefault();
    arrange(stepped(ids, id, direction), id);
  }

  function onDragOver(event: DragEvent, over: string): void {
    event.preventDefault();
    if (dragged && dragged !== over) setIds(movedTo(ids, dragged, ids.indexOf(over)));
  }

  const button = 'link inline-flex min-h-11 items-center px-1 text-small disabled:opacity-40';
  return (
    <>
      <p className="mb-2 text-muted text-small">{words.hint}</p>
      <ol aria-label={words.label} className="border-line border-t">
        {ids.map((id, at) => {
          const item = known.get(id);
          if (!item) return null;
          const ask = (next: readonly string[]) => (event: { preventDefault(): void }) => {
            event.preventDefault();
            arrange(next, id);
          };
          return (
            <li
              key={id}
              draggable
              onDragStart={(event) => {
                event.dataTransfer.effectAllowed = 'move';
                drag(id);
              }}
              onDragOver={(event) => onDragOver(event, id)}
              onDragEnd={() => {
                drag(null);
                arrange(ids, id);
              }}
              onKeyDown={(event) => onKeyDown(event, id)}
              className={`flex cursor-grab flex-wrap items-center gap-x-4 gap-y-1 border-line border-b bg-paper py-2 ${dragged === id ? 'opacity-50' : ''}`}
            >
              <input type="hidden" name="listingIds[]" value={id} />
              <span className="num w-6 text-muted text-small">{at + 1}</span>
              <span className="block h-14 w-11 shrink-0 overflow-hidden rounded-sm bg-silk">
                {item.mediaId && (
                  <img
                    src={`/media/${item.mediaId}/320.webp`}
                    alt=""
                    width={44}
                    height={56}
                    draggable={false}
                    className="h-full w-full object-cover"
                  />
                )}
              </span>
              <span className="min-w-0 flex-1 basis-40">
                {item.title}
                {item.note && <span className="block text-muted text-small">{item.note}</span>}
              </span>
              <span className="flex gap-x-3">
                <button
                  type="submit"
                  name="change"
                  value={`earlier:${id}`}
                  disabled={at === 0}
                  onClick={ask(stepped(ids, id, 'earlier'))}
                  className={button}
                >
                  {words.earlier} <span className="sr-only">{item.title}</span>
                </button>
                <button
                  type="submit"
                  name="change"
                  value={`later:${id}`}
                  disabled={at === ids.length - 1}
                  onClick={ask(stepped(ids, id, 'later'))}
                  className={button}
                >
                  {words.later} <span className="sr-only">{item.title}</span>
                </button>
                <button
                  type="submit"
                  name="change"
                  value={`remove:${id}`}
                  onClick={ask(ids.filter((each) => each !== id))}
                  className={button}
                >
                  {words.remove} <span className="sr-only">{item.title}</span>
                </button>
              </span>
            </li>
          );
        })}
      </ol>
      <p role="status" className="sr-only">
        {saying}
      </p>
    </>
  );
}
