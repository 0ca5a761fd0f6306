'use client';

import { type DragEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { classNames } from '#app/_ui/class-names.ts';
import { UploadList, type UploadListWords } from './upload-list.tsx';
import { useUploadQueue } from './upload-queue.ts';

export interface UploadWords extends UploadListWords {
  readonly send: string;
  readonly choose: string;
  readonly drop: string;
  readonly tooLarge: string;
}

interface Props {
  /** Where a form without script is sent, and the name of its field. */
  readonly action: string;
  readonly field: string;
  readonly purpose: 'picture' | 'file' | 'sample' | 'trailer';
  readonly accept?: string;
  readonly multiple?: boolean;
  readonly maxBytes: number;
  readonly listingId: string;
  readonly locale: string;
  readonly label: string;
  readonly hint: string;
  readonly words: UploadWords;
  /** What was cut off before; not said while something is on its way. */
  readonly unfinished?: ReactNode;
}

/** Whether script has taken over; before that, and without it, the form is a plain one that sends all at once. */
function useLive(): boolean {
  const [live, setLive] = useState(false);
  useEffect(() => setLive(true), []);
  return live;
}

/** Files for a listing, chosen or dropped, sent in pieces with their progress; what was cut off goes on when it is chosen again. */
export function Upload({
  action,
  field,
  accept,
  multiple = false,
  label,
  hint,
  words,
  unfinished,
  ...settings
}: Props) {
  const id = useId();
  const live = useLive();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const { items, busy, add, again, cancel } = useUploadQueue({ ...settings, tooLarge: words.tooLarge });

  function take(): void {
    const files = [...(input.current?.files ?? [])];
    if (input.current) input.current.value = '';
    if (files.length > 0) add(files);
  }
  // Somebody may have chosen before script was there.
  const takeEarly = useRef(take);
  useEffect(() => takeEarly.current(), []);

  const drag = (event: DragEvent, inside: boolean) => {
    event.preventDefault();
    setOver(inside);
  };
  const onDrop = (event: DragEvent) => {
    drag(event, false);
    const files = [...event.dataTransfer.files];
    add(multiple ? files : files.slice(0, 1));
  };

  return (
    <>
      {!busy && unfinished}
      <form
        action={`${action}?listing=${settings.listingId}&locale=${settings.locale}`}
        method="post"
        encType="multipart/form-data"
        onSubmit={(event) => {
          event.preventDefault();
          take();
        }}
        onDragOver={(event) => drag(event, true)}
        onDragLeave={(event) => drag(event, false)}
        onDrop={onDrop}
        data-drop={settings.purpose}
        className={classNames(
          'max-w-[640px] rounded-md border border-dashed p-5 transition-colors',
          over ? 'border-amber bg-silk' : 'border-edge/70',
        )}
      >
        <input type="hidden" name="listingId" value={settings.listingId} />
        <input type="hidden" name="locale" value={settings.locale} />
        <p className="font-medium text-small" id={`${id}-label`}>
          {label}
        </p>
        <p id={`${id}-hint`} className="mt-1 mb-3 whitespace-pre-line text-muted text-small">
          {hint}
        </p>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
          <label
            className={
              live
                ? buttonStyle(
                    'quiet',
                    'cursor-pointer focus-within:outline-2 focus-within:outline-amber focus-within:outline-offset-2',
                  )
                : ''
            }
          >
            <span className={live ? '' : 'sr-only'}>{words.choose}</span>
            <input
              ref={input}
              type="file"
              name={field}
              accept={accept}
              multiple={multiple}
              required
              onChange={take}
              aria-describedby={`${id}-label ${id}-hint`}
              className={
                live
                  ? 'sr-only'
                  : 'min-h-11 min-w-0 max-w-full py-2 text-small file:mr-3 file:rounded-md file:border-0 file:bg-silk file:px-4 file:py-2 file:text-ink'
              }
            />
          </label>
          {live ? (
            <span className="text-muted text-small pointer-coarse:hidden">{words.drop}</span>
          ) : (
            <button type="submit" className={buttonStyle('quiet')}>
              {words.send}
            </button>
          )}
        </div>
        <UploadList items={items} words={words} onAgain={again} onCancel={cancel} />
      </form>
    </>
  );
}
