'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

/** Looks at the page again while a job works on it. Without script the page asks the browser to. */
export function Watch() {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') router.refresh();
    }, 1_500);
    return () => clearInterval(timer);
  }, [router]);
  return null;
}
