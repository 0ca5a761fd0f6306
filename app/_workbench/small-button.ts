/** A button among many: smaller than the one that a page is about, still large enough for a thumb beside its neighbours. */
export const smallButton =
  'inline-flex min-h-8 items-center justify-center rounded-md border border-edge/60 px-2.5 text-small hover:border-ink aria-pressed:border-amber aria-pressed:text-amber';
