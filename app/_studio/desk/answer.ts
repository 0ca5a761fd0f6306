/** What the server says about an open editor (app/api/studio/listings/[id]/sync). */
export interface Answer {
  readonly version: number;
  readonly fields: Readonly<Record<string, string>>;
  readonly conflicts: readonly { readonly field: string; readonly theirs: string }[];
  readonly problems: readonly { readonly field: string; readonly message: string }[];
  readonly missing: readonly string[];
  /** Who else is editing, as one list; empty for nobody. */
  readonly others: string;
  readonly proposal: boolean;
}

export interface Change {
  readonly field: string;
  readonly base: string;
  readonly value: string;
}

export type Sent =
  | { readonly is: 'answered'; readonly answer: Answer }
  /** The server does not take it as it is, and says why. */
  | { readonly is: 'refused'; readonly message: string }
  /** The network or the server is away. */
  | { readonly is: 'away' };

/** Sends what was typed. A page that is being left lets the browser finish it. */
export async function send(
  address: string,
  body: { readonly here: boolean; readonly changes: readonly Change[] },
  leaving = false,
): Promise<Sent> {
  const text = JSON.stringify(body);
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: text,
      // Browsers finish at most 64 KiB for a page that is gone.
      keepalive: leaving && text.length < 20_000,
    });
    const answer: unknown = await response.json().catch(() => ({}));
    if (response.ok) return { is: 'answered', answer: answer as Answer };
    if (response.status >= 500 || response.status === 429) return { is: 'away' };
    const message = answer instanceof Object && 'message' in answer ? String(answer.message) : '';
    return { is: 'refused', message };
  } catch {
    return { is: 'away' };
  }
}
