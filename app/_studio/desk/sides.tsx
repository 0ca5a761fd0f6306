'use client';

import { type ReactNode, useState } from 'react';
import { classNames } from '#app/_ui/class-names.ts';

/**
 * The editor with what stands beside it: the next steps, or, when it is open, the preview. On a phone the preview takes the place of
 * the editor, which stays as it is behind it.
 */
export function Sides({
  words,
  children,
  steps,
  preview,
}: {
  words: { readonly edit: string; readonly preview: string; readonly label: string };
  children: ReactNode;
  steps: ReactNode;
  preview: ReactNode;
}) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <fieldset className="mb-6 flex gap-2 text-small">
        <legend className="sr-only">{words.label}</legend>
        {[false, true].map((each) => (
          <button
            key={String(each)}
            type="button"
            aria-pressed={open === each}
            onClick={() => setOpen(each)}
            className="min-h-11 rounded-md border border-edge/60 px-5 hover:border-ink aria-pressed:border-ink aria-pressed:bg-silk"
          >
            {each ? words.preview : words.edit}
          </button>
        ))}
      </fieldset>
      <div
        className={classNames(
          'grid items-start gap-x-[clamp(24px,5vw,80px)] gap-y-10',
          open ? 'lg:grid-cols-[1fr_minmax(420px,46%)]' : 'lg:grid-cols-[1fr_340px]',
        )}
      >
        <div className={classNames('grid min-w-0 gap-12', open && 'max-lg:hidden')}>
          {children}
          {open && steps}
        </div>
        {open ? <div className="min-w-0 lg:sticky lg:top-6">{preview}</div> : steps}
      </div>
    </>
  );
}
