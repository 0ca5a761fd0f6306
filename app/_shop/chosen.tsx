'use client';

import { createContext, type ReactNode, useContext, useState } from 'react';
import { Picture } from '#app/_ui/picture.tsx';
import { type ChoiceVariant, choose, firstChoice } from './choices.ts';

interface Chosen {
  readonly variants: readonly ChoiceVariant[];
  readonly variant: ChoiceVariant | undefined;
  readonly choose: (option: number, value: string) => void;
}

const Context = createContext<Chosen>({ variants: [], variant: undefined, choose: () => undefined });

/** Around a listing's page: which of its variants is chosen. The picture and the price follow the choice. */
export function ChoosingVariant({ variants, children }: { variants: readonly ChoiceVariant[]; children: ReactNode }) {
  const [id, setId] = useState(firstChoice(variants)?.id);
  const chosen = (of: string | undefined) => variants.find((each) => each.id === of) ?? firstChoice(variants);
  const variant = chosen(id);
  const pick = (option: number, value: string) =>
    setId((before) => choose(variants, chosen(before)?.valueIds ?? [], option, value)?.id ?? before);
  return <Context value={{ variants, variant, choose: pick }}>{children}</Context>;
}

export function useChosen(): Chosen {
  return useContext(Context);
}

interface Shown {
  readonly mediaId: string;
  readonly name: string;
  readonly alt: string;
  readonly lang: string;
  readonly position: string;
  readonly placeholder: string | null;
  readonly width: number;
  readonly height: number;
}

/** The large picture: the chosen variant's own, else the listing's first. */
export function ChosenPicture({ pictures }: { pictures: readonly Shown[] }) {
  const { variant } = useChosen();
  const shown = pictures.find((picture) => picture.mediaId === variant?.pictureId) ?? pictures[0];
  if (!shown) return null;
  return (
    <a
      href={`/media/${shown.name}/1600.webp`}
      data-picture={shown.mediaId}
      className="block aspect-square cursor-zoom-in overflow-hidden rounded-md bg-silk"
    >
      <Picture
        key={shown.mediaId}
        mediaId={shown.name}
        alt={shown.alt}
        lang={shown.lang}
        position={shown.position}
        placeholder={shown.placeholder}
        width={shown.width}
        height={shown.height}
        sizes="(max-width: 760px) 92vw, 50vw"
        eager
      />
    </a>
  );
}

/** A sentence with the maker's own price of what is chosen; `otherwise` where nothing can be chosen. */
export function ChosenSourcePrice({ text, otherwise }: { text: string; otherwise: string }) {
  return <>{text.replace('{price}', useChosen().variant?.sourcePrice ?? otherwise)}</>;
}

/** The chosen variant's price, where nothing is bought (the preview). */
export function ChosenPrice() {
  return <>{useChosen().variant?.price}</>;
}
