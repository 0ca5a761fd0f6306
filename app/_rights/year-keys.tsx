'use client';

import { useEffect } from 'react';

/** Of quick steps only the last is shown. */
let latest = 0;

/** Puts another year's table and map in the place of this one's, without leaving the page; where that fails, the link does what links do. */
async function show(link: HTMLAnchorElement): Promise<void> {
  latest += 1;
  const own = latest;
  link.focus({ preventScroll: true });
  const answer = await fetch(link.href);
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  if (own !== latest) return;
  const [here, there] = [document.getElementById('free'), page.getElementById('free')];
  if (!answer.ok || !here || !there) {
    location.assign(link.href);
    return;
  }
  const scrolled = here.querySelector('[data-years]')?.scrollLeft ?? 0;
  here.innerHTML = there.innerHTML;
  here.querySelector('[data-years]')?.scrollTo({ left: scrolled });
  history.replaceState(null, '', link.href);
  here.querySelector<HTMLElement>('[data-years] [aria-current]')?.focus({ preventScroll: true });
}

/** Left and right go along the years; a click changes the year in place. Without script the years are links. */
export function YearKeys() {
  useEffect(() => {
    const years = () => [...document.querySelectorAll<HTMLAnchorElement>('#free [data-years] a')];
    const inYears = (target: EventTarget | null) =>
      target instanceof Element ? target.closest<HTMLAnchorElement>('#free [data-years] a') : null;
    const go = (link: HTMLAnchorElement) => {
      show(link).catch(() => location.assign(link.href));
    };
    const onClick = (event: MouseEvent) => {
      const link = inYears(event.target);
      if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      go(link);
    };
    const onKey = (event: KeyboardEvent) => {
      const link = inYears(event.target);
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (!link || step === undefined) return;
      const next = years()[years().indexOf(link) + step];
      if (!next) return;
      event.preventDefault();
      go(next);
    };
    document.addEventListener('click', onClick);
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('click', onClick);
      document.removeEventListener('keydown', onKey);
    };
  }, []);
  return null;
}
