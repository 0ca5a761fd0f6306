'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

/** Looks at the page again every two seconds, for half a minute: the payment is about to be confirmed. */
export function AutoRefresh() {
  const router = useRouter();
  useEffect(() => {
    let left = 15;
    const timer = setInterval(() => {
      left -= 1;
      if (left === 0) clearInterval(timer);
      router.refresh();
    }, 2_000);
    return () => clearInterval(timer);
  }, [router]);
  return null;
}
