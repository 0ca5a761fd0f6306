'use client';

import type { ReactNode } from 'react';
import { useDesk } from './live-desk.tsx';

/** What is there only while a change of an approved listing waits to be sent in. */
export function ProposalOnly({ children, otherwise = null }: { children: ReactNode; otherwise?: ReactNode }) {
  return useDesk().proposal ? children : otherwise;
}
