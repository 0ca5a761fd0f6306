import { classNames } from './class-names.ts';

export type ButtonKind = 'primary' | 'quiet' | 'danger' | 'text';

const kinds: Readonly<Record<ButtonKind, string>> = {
  primary: 'px-6 bg-amber text-on-amber hover:bg-amber-deep',
  quiet: 'border border-edge/60 px-6 hover:border-ink',
  danger: 'border border-cinnabar px-6 text-cinnabar hover:bg-cinnabar hover:text-paper',
  text: 'link px-1',
};

/** How a button looks, for buttons and for links that look like one. One primary a page. */
export function buttonStyle(kind: ButtonKind = 'primary', extra?: string): string {
  return classNames(
    'inline-flex min-h-11 items-center justify-center gap-2 rounded-md py-2.5 text-center font-medium transition-colors disabled:opacity-50 aria-disabled:opacity-50',
    kinds[kind],
    extra,
  );
}
