import { buttonStyle } from '#app/_ui/button-style.ts';
import { limits } from '#lib/core/limits.ts';

interface Props {
  readonly q: string | undefined;
  readonly label: string;
  readonly find: string;
  /** What else the address says, and goes on saying. */
  readonly kept: Readonly<Record<string, string | undefined>>;
}

/** Looks for a word in a list of one's own. A plain form: what is looked for is in the address. */
export function FindForm({ q, label, find, kept }: Props) {
  return (
    <form className="flex max-w-[560px] flex-wrap gap-3">
      {Object.entries(kept).map(
        ([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />,
      )}
      <input
        type="search"
        name="q"
        defaultValue={q}
        maxLength={limits.searchQuery}
        aria-label={label}
        placeholder={label}
        className="min-h-11 min-w-0 flex-1 basis-56 rounded-md border border-edge/70 bg-card px-3.5 py-2 placeholder:text-muted"
      />
      <button type="submit" className={buttonStyle('quiet')}>
        {find}
      </button>
    </form>
  );
}
