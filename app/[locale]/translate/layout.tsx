import type { ReactNode } from 'react';
import { ToolsNav } from './_tools/tools-nav.tsx';
import { deskAccess } from './access.tsx';

/** What every page of the translators' desk begins with, for those who have one. */
export default async function TranslateLayout({ children }: { children: ReactNode }) {
  const { languages } = await deskAccess();
  return (
    <>
      {languages.length > 0 && <ToolsNav />}
      {children}
    </>
  );
}
