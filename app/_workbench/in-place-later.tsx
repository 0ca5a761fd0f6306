'use client';

import dynamic from 'next/dynamic';

/** The layer comes only to pages that are edited in place: what is in the layout is otherwise sent to every reader. */
export const InPlaceLater = dynamic(() => import('./in-place.tsx').then(({ InPlaceLayer }) => InPlaceLayer), {
  ssr: false,
});
