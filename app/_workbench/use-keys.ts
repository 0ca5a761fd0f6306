'use client';

import { useEffect, useRef } from 'react';

interface Commands {
  readonly save: (onward: boolean) => void;
  readonly step: (by: 1 | -1) => void;
  readonly offer: (at: number) => void;
  readonly copySource: () => void;
  readonly help: () => void;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select');
}

/** What a key means at the workbench; null for keys that are not ours. */
function commandOf(event: KeyboardEvent, commands: Commands): (() => void) | null {
  const control = event.ctrlKey || event.metaKey;
  if (control && event.key === 'Enter') return () => commands.save(true);
  if (control && event.key.toLowerCase() === 's') return () => commands.save(false);
  if (control && event.key.toLowerCase() === 'd') return commands.copySource;
  if (control && /^Digit[1-9]$/.test(event.code)) return () => commands.offer(Number(event.code.slice(5)) - 1);
  if (event.altKey && event.key === 'ArrowUp') return () => commands.step(-1);
  if (event.altKey && event.key === 'ArrowDown') return () => commands.step(1);
  if (control || event.altKey || isTyping(event.target)) return null;
  if (event.key === '?') return commands.help;
  if (event.key === '/') return () => document.getElementById('workbench-search')?.focus();
  return null;
}

/** The workbench by keyboard alone. */
export function useKeys(commands: Commands): void {
  const current = useRef(commands);
  current.current = commands;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const command = commandOf(event, current.current);
      if (!command) return;
      event.preventDefault();
      command();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
