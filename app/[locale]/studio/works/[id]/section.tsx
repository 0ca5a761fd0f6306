import type { ReactNode } from 'react';

/** A part of a work's record under its heading. */
export function Section({
  id,
  title,
  lead,
  children,
}: {
  id: string;
  title: string;
  lead?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="min-w-0 scroll-mt-6">
      <h2 id={`${id}-title`} className="text-large">
        {title}
      </h2>
      {lead && <p className="mt-1 mb-5 max-w-[62ch] text-muted text-small">{lead}</p>}
      {children}
    </section>
  );
}
