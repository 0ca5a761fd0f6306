import type { ReactNode } from 'react';

/** A page that is only a way in: what is here, and the one thing to do. */
export function Threshold({ title, text, children }: { title: ReactNode; text: ReactNode; children: ReactNode }) {
  return (
    <div className="mx-auto flex max-w-[46ch] flex-col items-center gap-4 py-[clamp(40px,8vw,96px)] text-center">
      <h1 className="text-title">{title}</h1>
      <p className="text-muted">{text}</p>
      {children}
    </div>
  );
}
