import type { ReactNode } from 'react';

/** One question of the page and its answer. */
export function Block({ title, note, children }: { title: string; note?: ReactNode; children: ReactNode }) {
  return (
    <section className="min-w-0 border-line border-t pt-6">
      <h2 className="text-large">{title}</h2>
      {note && <p className="mt-1.5 mb-5 max-w-[68ch] text-muted text-small">{note}</p>}
      {children}
    </section>
  );
}
