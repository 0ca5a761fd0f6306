import type { Locale } from '#lib/languages/index.ts';
import type { Motif, Palette } from './art/index.ts';

/** The shape of prisma/seed/data/enterprises/*.json: the demo world as data. */
export type Words = Readonly<Partial<Record<Locale, string>>>;

export interface Art {
  readonly motif: Motif;
  readonly palette: Palette;
  readonly seed: number;
}

export interface OptionData {
  readonly name: Words;
  readonly values: readonly Words[];
}

export interface VariantData {
  readonly name?: Words;
  /** The place of its value in each option. */
  readonly values: readonly number[];
  readonly priceMinor: number;
  readonly stock: number;
  readonly weightGrams?: number;
  readonly lowStockBelow?: number;
  /** The place of its picture among the listing's. */
  readonly picture?: number;
}

export interface ListingData {
  readonly slug: string;
  readonly kind: 'physical' | 'download' | 'stream' | 'service' | 'ticket' | 'licence';
  readonly download?: 'pattern_pack' | 'album' | 'ebook' | 'art_print';
  readonly category: string;
  readonly priceMinor: number;
  readonly stock?: number;
  readonly weightGrams?: number;
  readonly hsCode?: string;
  readonly originCountry: string;
  readonly materials: readonly string[];
  readonly aiAssisted: boolean;
  readonly pictures: readonly Art[];
  /** What buyers choose by; left out where the variants are told apart by a name only. */
  readonly options?: readonly OptionData[];
  readonly variants?: readonly VariantData[];
  readonly title: Words;
  readonly summary: Words;
  readonly description: Words;
  readonly technique: Words;
  readonly care?: Words;
  readonly tags: Readonly<Partial<Record<Locale, readonly string[]>>>;
  readonly work?: string;
  /** Where it stands with the moderators; 'live' where nothing is said. */
  readonly status?: 'draft' | 'in_review' | 'changes_requested' | 'live';
  /** What the moderators asked for, in the enterprise's language. */
  readonly reason?: string;
}

export interface WorkData {
  readonly slug: string;
  readonly kind: 'pattern' | 'character' | 'book' | 'film' | 'series' | 'game' | 'music' | 'mural' | 'design' | 'play';
  readonly year: number;
  readonly creators: readonly string[];
  readonly languages: readonly string[];
  readonly identifiers: readonly { readonly scheme: string; readonly value: string }[];
  readonly art: readonly Art[];
  readonly title: Words;
  readonly summary: Words;
  readonly description: Words;
  readonly rights: readonly string[];
  readonly territories: readonly string[];
  readonly preferredTerms: Words;
}

export interface EnterpriseData {
  readonly slug: string;
  readonly country: string;
  readonly city: Words;
  readonly sourceLocale: Locale;
  readonly legalName: string;
  readonly legalNameLatin: string;
  readonly displayName: string;
  /** The name it goes by in other languages. */
  readonly names: Words;
  readonly registrationNumber: string;
  readonly vatNumber?: string;
  readonly kind:
    | 'workshop'
    | 'studio'
    | 'publisher'
    | 'museum'
    | 'game_studio'
    | 'animation_studio'
    | 'label'
    | 'foundation';
  readonly currency: string;
  readonly founded: number;
  readonly tagline: Words;
  readonly story: Words;
  readonly art: Art;
  readonly listings: readonly ListingData[];
  readonly works: readonly WorkData[];
}
