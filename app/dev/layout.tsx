import '../globals.css';
import type { Metadata } from 'next';
import { connection } from 'next/server';
import type { ReactNode } from 'react';

export const metadata: Metadata = { title: 'Ambersilk · development', robots: { index: false } };

/** Pages for those who build the product; in English only. */
export default async function DevLayout({ children }: { children: ReactNode }) {
  await connection();
  return (
    <html lang="en">
      <head>
        <link rel="stylesheet" href="/fonts/chinese.css" />
      </head>
      <body>
        <main className="frame pb-20">{children}</main>
      </body>
    </html>
  );
}
