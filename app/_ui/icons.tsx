import type { ReactNode } from 'react';

interface Props {
  readonly size: number;
  readonly strokeWidth?: number;
  readonly className?: string;
}

/** A drawing beside words, or in something that is named otherwise. Drawn on the server: lucide-react's would be run again in the browser. */
function Drawing({ size, strokeWidth = 2, className, children }: Props & { children: ReactNode }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={strokeWidth}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      className={className}
    >
      {children}
    </svg>
  );
}

// The shapes are Lucide's (ISC).

export function Heart(props: Props) {
  return (
    <Drawing {...props}>
      <path d="M2 9.5a5.5 5.5 0 0 1 9.591-3.676.56.56 0 0 0 .818 0A5.49 5.49 0 0 1 22 9.5c0 2.29-1.5 4-3 5.5l-5.492 5.313a2 2 0 0 1-3 .019L5 15c-1.5-1.5-3-3.2-3-5.5" />
    </Drawing>
  );
}

export function Columns(props: Props) {
  return (
    <Drawing {...props}>
      <path d="M5 3h14a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2zM9 3v18M15 3v18" />
    </Drawing>
  );
}

export function Check(props: Props) {
  return (
    <Drawing {...props}>
      <path d="M20 6 9 17l-5-5" />
    </Drawing>
  );
}

export function ArrowUp(props: Props) {
  return (
    <Drawing {...props}>
      <path d="m5 12 7-7 7 7M12 19V5" />
    </Drawing>
  );
}

export function ArrowDown(props: Props) {
  return (
    <Drawing {...props}>
      <path d="M12 5v14M19 12l-7 7-7-7" />
    </Drawing>
  );
}
