import { limits } from '#lib/core/limits.ts';
import { buttonStyle } from './button-style.ts';

/** A box that searches the list below it, with what else the address says. Works without JavaScript. */
export function SearchBox({
  value,
  label,
  submit,
  kept = {},
  wide = false,
}: {
  value: string | undefined;
  label: string;
  submit: string;
  /** Other parts of the address that stay. */
  kept?: Readonly<Record<string, string | undefined>>;
  wide?: boolean;
}) {
  return (
    <search>
      <form method="get" className={wide ? 'mb-6 flex max-w-[560px] gap-2' : 'flex gap-2'}>
        {Object.entries(kept).map(([name, own]) => own && <input key={name} type="hidden" name={name} value={own} />)}
        <input
          type="search"
          name="search"
          defaultValue={value}
          maxLength={limits.searchQuery}
          aria-label={label}
          placeholder={label}
          className={`min-h-11 ${wide ? 'w-full' : 'w-64'} min-w-0 rounded-md border border-edge/70 bg-card px-3.5`}
        />
        <button type="submit" className={buttonStyle('quiet', 'shrink-0')}>
          {submit}
        </button>
      </form>
    </search>
  );
}
