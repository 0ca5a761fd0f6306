import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

/** The title of a page with what stands beside it. */
export function PageHead({
  title,
  whole,
  lead,
  children,
  lang,
}: {
  title: ReactNode;
  /** What of a title is not broken over two lines, like the number of an order. */
  whole?: string;
  lead?: ReactNode;
  children?: ReactNode;
  lang?: string;
}) {
  return (
    <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-4 pt-[clamp(24px,4vw,48px)] pb-6">
      <div className="max-w-[60ch]">
        <h1 className="text-title" lang={lang}>
          {typeof title === 'string' && whole ? <Unbroken text={title} whole={whole} /> : title}
        </h1>
        {lead && <p className="mt-2 text-muted">{lead}</p>}
      </div>
      {children}
    </div>
  );
}

function Unbroken({ text, whole }: { text: string; whole: string }) {
  const at = text.indexOf(whole);
  if (at < 0) return text;
  return (
    <>
      {text.slice(0, at)}
      <span className="whitespace-nowrap">{whole}</span>
      {text.slice(at + whole.length)}
    </>
  );
}

/** The heading of a row on a page, with a link to more. */
export function RowHead({ title, children }: { title: ReactNode; children?: ReactNode }) {
  return (
    <div className="mt-[clamp(32px,5vw,64px)] mb-[18px] flex items-baseline justify-between gap-4">
      <h2 className="text-title">{title}</h2>
      {children && <span className="shrink-0 text-muted text-small">{children}</span>}
    </div>
  );
}

/** A tinted block for what must be read; amber words on silk are a shade deeper, or they would not stand out enough. */
export function Notice({
  kind = 'info',
  children,
  role,
}: {
  kind?: 'info' | 'good' | 'bad';
  children: ReactNode;
  role?: 'status' | 'alert';
}) {
  const edge = { info: 'border-amber', good: 'border-jade', bad: 'border-cinnabar' }[kind];
  return (
    <div role={role} className={classNames('border-l-3 bg-silk px-5 py-4 [&_.text-amber]:text-amber-deep', edge)}>
      {children}
    </div>
  );
}

/** What is said where nothing is, with what to do; `whole` where it is all of a page. */
export function EmptyState({
  title,
  text,
  children,
  whole = false,
}: {
  title: ReactNode;
  text?: ReactNode;
  children?: ReactNode;
  whole?: boolean;
}) {
  const Heading = whole ? 'h1' : 'h2';
  return (
    <div className="mx-auto flex max-w-[46ch] flex-col items-center gap-4 py-[clamp(40px,8vw,96px)] text-center">
      <Heading className="text-title">{title}</Heading>
      {text && <p className="text-muted">{text}</p>}
      {children}
    </div>
  );
}

/** A word with a state's colour and a mark, so that colour is not all that tells. In a narrow place it may `wrap`. */
export function Status({
  kind,
  wrap,
  children,
}: {
  kind: 'good' | 'waiting' | 'bad' | 'plain';
  wrap?: boolean;
  children: ReactNode;
}) {
  const tone = { good: 'text-jade', waiting: 'text-amber', bad: 'text-cinnabar', plain: 'text-muted' }[kind];
  const lines = wrap ? 'items-baseline' : 'items-center whitespace-nowrap';
  return (
    <span className={classNames('inline-flex gap-2 text-small', lines, tone)}>
      <span aria-hidden="true" className="inline-block size-2 shrink-0 rounded-full bg-current" />
      {children}
    </span>
  );
}

/** Facts as pairs of name and value. */
export function Facts({
  facts,
  className,
}: {
  facts: readonly (readonly [ReactNode, ReactNode])[];
  className?: string;
}) {
  return (
    <dl className={classNames('grid grid-cols-[minmax(6em,auto)_1fr] gap-x-6 gap-y-2.5 text-small', className)}>
      {facts.map(([name, value]) => (
        <div key={String(name)} className="contents">
          <dt className="text-muted">{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
