/** The page's heart, follow and compare buttons: plain forms without script, which show with it whether they are pressed. */
export const marked = '[data-save],[data-follow],[data-compare]';

function all(name: string): HTMLButtonElement[] {
  return [...document.querySelectorAll<HTMLButtonElement>(`button[data-${name}]`)];
}

/** Shows a mark wherever the page has it: a listing may stand in two rows. */
export function press(name: string, value: string, on: boolean): void {
  for (const button of all(name)) if (button.value === value) button.setAttribute('aria-pressed', String(on));
}

export function showCompared(slugs: readonly string[]): void {
  for (const button of all('compare')) button.setAttribute('aria-pressed', String(slugs.includes(button.value)));
  document.documentElement.toggleAttribute('data-comparing', slugs.length > 0);
}

/** Asks once for all marks of the page. */
export function askMarks(): void {
  const ids = (name: string) => [...new Set(all(name).map((button) => button.value))].join(',');
  const [listings, enterprises] = [ids('save'), ids('follow')];
  for (const button of [...all('save'), ...all('follow')]) button.setAttribute('aria-pressed', 'false');
  if (!listings && !enterprises) return;
  fetch(`/api/v1/marks?listings=${listings}&enterprises=${enterprises}`)
    .then((answer) => (answer.ok ? answer.json() : null))
    .then((found: { saved: string[]; followed: string[] } | null) => {
      for (const id of found?.saved ?? []) press('save', id, true);
      for (const id of found?.followed ?? []) press('follow', id, true);
    })
    .catch(() => undefined);
}
