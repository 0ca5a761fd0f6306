'use client';

import { useFormState } from '#app/_ui/form.tsx';

/** What is wrong with the rows of a file that was sent, one sentence a cell. */
export function RowProblems({ title }: { title: string }) {
  const { fields = {} } = useFormState();
  const rows = Object.entries(fields).filter(([name]) => name.startsWith('rows.'));
  if (rows.length === 0) return null;
  return (
    <section aria-label={title} className="border-cinnabar border-l-3 bg-silk px-5 py-4 text-small">
      <p className="mb-2 font-medium">{title}</p>
      <ul className="grid gap-1">
        {rows.map(([name, sentence]) => (
          <li key={name}>{sentence}</li>
        ))}
      </ul>
    </section>
  );
}
