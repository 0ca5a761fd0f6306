/** The mark: 珀 of 琥珀 (amber), drawn, in a square seal. */
export function Seal({ size = 26 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 26 26" aria-hidden="true" className="shrink-0">
      <rect width="26" height="26" rx="2" fill="#b02a1e" />
      <path
        d="M5 7.2h6M5 12.4h5.6M4.6 18.6l6.4-1.6M8 7.2v10.4M16.6 4.8l-1.4 3.4M13 8.4h8v11.4h-8zM13 13.8h8"
        fill="none"
        stroke="#fff"
        strokeWidth="1.5"
        strokeLinecap="round"
      />
    </svg>
  );
}
