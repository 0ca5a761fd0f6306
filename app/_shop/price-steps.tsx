import type { OfferStep } from './offer.ts';

/** What more pieces cost a piece, as a small table; nothing where they cost no less. */
export function PriceSteps({
  steps,
  title,
  words,
}: {
  steps: readonly OfferStep[];
  title: string;
  words: { readonly pieces: string; readonly each: string };
}) {
  if (steps.length === 0) return null;
  return (
    <table className="mt-4 w-full max-w-[340px] border-collapse text-small">
      <caption className="pb-1 text-left font-medium">{title}</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">{words.pieces}</th>
          <th scope="col">{words.each}</th>
        </tr>
      </thead>
      <tbody>
        {steps.map(({ from, pieces, price }) => (
          <tr key={from} className="border-line border-t">
            <th scope="row" className="py-1.5 text-left font-normal text-muted">
              {pieces}
            </th>
            <td className="num py-1.5 text-right">{price}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** How many to put into the cart, where that changes the price. */
export function HowMany({ label }: { label: string }) {
  return (
    <input
      name="quantity"
      type="text"
      inputMode="numeric"
      defaultValue="1"
      aria-label={label}
      className="num h-11 w-16 rounded-md border border-edge/70 bg-card text-center"
    />
  );
}
