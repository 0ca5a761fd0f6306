import { headers } from 'next/headers';
import type { From } from '#lib/contracts/index.ts';

/** From where a request comes: its address as the front server saw it, and its browser. */
export async function requestFrom(): Promise<From> {
  const sent = await headers();
  return { address: sent.get('x-client-address') ?? '', userAgent: sent.get('user-agent') ?? '' };
}

/** The bytes of a form's file; null where none was chosen. */
export async function fileBytes(file: unknown, most: number): Promise<Uint8Array | 'too_large' | null> {
  if (!(file instanceof File) || file.size === 0) return null;
  return file.size > most ? 'too_large' : new Uint8Array(await file.arrayBuffer());
}
