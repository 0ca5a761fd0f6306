'use client';

import { useFormState } from '#app/_ui/form.tsx';
import { useDesk } from './live-desk.tsx';

/** Which fields what is missing belongs to. */
const fieldOf: Readonly<Record<string, string>> = {
  title: 'title',
  summary: 'summary',
  description: 'description',
  price: 'price',
  stock: 'stock',
  weight: 'weightGrams',
};

/** Below a field: that it is needed still, what is wrong with it, or what somebody else wrote there. */
export function FieldNote({ field }: { field: string }) {
  const { answer, missing, words, choose } = useDesk();
  const told = useFormState().fields?.[field];
  const conflict = answer?.conflicts.find((each) => each.field === field);
  const problem = answer?.problems.find((each) => each.field === field);
  const needed = missing.some((each) => (fieldOf[each] ?? each) === field);
  return (
    <div aria-live="polite" className="-mt-3 text-small empty:hidden" data-note={field}>
      {problem && !told && <p className="text-cinnabar">{problem.message}</p>}
      {needed && !problem && !told && <p className="text-amber">{words.needed}</p>}
      {conflict && (
        <div className="mt-2 grid gap-3 border-amber border-l-3 bg-silk px-4 py-3">
          <p>{words.theirs}</p>
          <p className="whitespace-pre-line border-line border-l-3 pl-3">{conflict.theirs || '—'}</p>
          <p className="flex flex-wrap gap-x-5">
            <button type="button" className="link min-h-11" onClick={() => choose(field, 'theirs', conflict.theirs)}>
              {words.takeTheirs}
            </button>
            <button type="button" className="link min-h-11" onClick={() => choose(field, 'mine', conflict.theirs)}>
              {words.keepMine}
            </button>
          </p>
        </div>
      )}
    </div>
  );
}
