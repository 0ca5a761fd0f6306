/**
 * Amounts as bars from a line in the middle, debit to the right and credit to the left: both sides are as long in all. The numbers stand
 * in the table below, in the same order.
 */
export function Sides({ amounts, label }: { amounts: readonly number[]; label: string }) {
  const most = Math.max(1, ...amounts.map(Math.abs));
  const row = 10;
  return (
    <svg
      viewBox={`-100 0 200 ${amounts.length * row}`}
      preserveAspectRatio="none"
      className="mb-2 block w-full"
      style={{ height: amounts.length * row }}
      role="img"
      aria-label={label}
    >
      {amounts.map((amount, at) => {
        const width = (Math.abs(amount) * 99) / most;
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: bars have nothing but their place
            key={at}
            x={amount < 0 ? -width : 0}
            y={at * row + 2}
            width={width}
            height={row - 4}
            className={amount < 0 ? 'fill-amber' : 'fill-jade'}
          />
        );
      })}
      <rect x={-0.15} y={0} width={0.3} height={amounts.length * row} className="fill-edge" />
    </svg>
  );
}
