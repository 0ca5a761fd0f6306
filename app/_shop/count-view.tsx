'use client';

import { useEffect } from 'react';

/** Says once that this page was seen, without a cookie; not where the reader asks not to be tracked. */
export function CountView({ listingId }: { listingId: string }) {
  useEffect(() => {
    const { doNotTrack, globalPrivacyControl } = navigator as Navigator & { globalPrivacyControl?: boolean };
    if (doNotTrack !== '1' && !globalPrivacyControl) navigator.sendBeacon('/api/v1/seen', listingId);
  }, [listingId]);
  return null;
}
