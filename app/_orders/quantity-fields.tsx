import { TextInput } from '#app/_ui/field.tsx';

export interface Countable {
  readonly id: string;
  readonly title: string;
  readonly most: number;
}

/** How many of each line: a field a line, filled with all there is or with none. */
export function QuantityFields({
  lines,
  from,
  label,
  of,
}: {
  lines: readonly Countable[];
  from: 'all' | 'none';
  label: string;
  /** Words for the most that can be chosen, by how many that is. */
  of: (most: number) => string;
}) {
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-2 font-medium text-small">{label}</legend>
      {lines.map(({ id, title, most }) => (
        <TextInput
          key={id}
          name={`quantity:${id}`}
          label={title}
          hint={of(most)}
          inputMode="numeric"
          defaultValue={from === 'all' ? String(most) : '0'}
          className="max-w-[28rem]"
        />
      ))}
    </fieldset>
  );
}
