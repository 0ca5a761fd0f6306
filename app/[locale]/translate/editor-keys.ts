'use client';

import { useEffect } from 'react';

/** Asks before what was typed is left behind, by a link of the page or by closing it. */
export function useDirtyGuard(dirty: boolean, question: string): void {
  useEffect(() => {
    if (!dirty) return;
    const beforeLeaving = (event: BeforeUnloadEvent) => event.preventDefault();
    const onLink = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey || window.confirm(question)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener('beforeunload', beforeLeaving);
    document.addEventListener('click', onLink, true);
    return () => {
      window.removeEventListener('beforeunload', beforeLeaving);
      document.removeEventListener('click', onLink, true);
    };
  }, [dirty, question]);
}

/** Alt with an arrow follows the page's links to the neighbouring strings. */
export function useNeighbourKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const place = event.key === 'ArrowUp' ? 'string-before' : event.key === 'ArrowDown' ? 'string-after' : undefined;
      if (!event.altKey || !place) return;
      event.preventDefault();
      document.getElementById(place)?.click();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
