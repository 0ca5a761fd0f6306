'use client';

import { useEffect, useRef, useState } from 'react';
import { numbersOf } from '#app/_i18n/in-browser.ts';

interface Visitor {
  readonly name: string | null;
  readonly cartCount: number;
  readonly country: string;
  readonly currency: string;
  /** Its sign as the reader writes it, and whether its amounts have no decimals. */
  readonly sign: string;
  readonly whole: boolean;
  readonly nameOrder: string;
  readonly countryName: string;
  /** Units of the visitor's currency for one unit of each other; only when it is not the page's own. */
  readonly rates: Readonly<Record<string, number>> | null;
}

let asked: Promise<Visitor | null> | undefined;

/** Asks once a page load who is visiting; pages themselves are the same for everybody. */
function visitor(locale: string): Promise<Visitor | null> {
  asked ??= fetch(`/api/v1/visitor?locale=${locale}`).then(
    (answer) => (answer.ok ? answer.json() : null),
    () => null,
  );
  return asked;
}

/** Something in the cart has changed: count again. */
export function refreshVisitor(): void {
  asked = undefined;
  window.dispatchEvent(new Event('visitor'));
}

function useVisitor(locale: string): Visitor | null {
  const [known, setKnown] = useState<Visitor | null>(null);
  useEffect(() => {
    let shown = true;
    const ask = () => void visitor(locale).then((answer) => shown && setKnown(answer));
    ask();
    window.addEventListener('visitor', ask);
    return () => {
      shown = false;
      window.removeEventListener('visitor', ask);
    };
  }, [locale]);
  return known;
}

/** The number of things in the cart, beside its word. */
export function CartCount({ locale }: { locale: string }) {
  const count = useVisitor(locale)?.cartCount ?? 0;
  return count > 0 ? <span className="num before:content-['\00a0·\00a0']">{count}</span> : null;
}

/** The visitor's own name in place of "Sign in". */
export function AccountName({ locale, signIn }: { locale: string; signIn: string }) {
  return <>{useVisitor(locale)?.name ?? signIn}</>;
}

/** Where things go and what is paid in, as chosen. */
export function DeliverTo({ locale, usual }: { locale: string; usual: string }) {
  const known = useVisitor(locale);
  return <>{known ? `${known.countryName} · ${known.currency}` : usual}</>;
}

/** Sets the form of preferences around it, which comes the same to everybody, to what the visitor chose, its countries in their order. */
export function AsChosen({ locale }: { locale: string }) {
  const known = useVisitor(locale);
  const mark = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const form = mark.current?.closest('form');
    if (!known || !form) return;
    const select = (name: string) => form.querySelector<HTMLSelectElement>(`select[name="${name}"]`);
    const order = select('nameOrder');
    if (order) order.value = known.nameOrder;
    const countries = select('country');
    if (countries && order) {
      const { compare } = new Intl.Collator(`${locale}-u-co-${known.nameOrder}`);
      countries.append(...[...countries.options].sort((a, b) => compare(a.text, b.text)));
    }
    for (const [field, value] of [
      [countries, known.country],
      [select('currency'), known.currency],
    ] as const)
      if (field) field.value = value;
  }, [known, locale]);
  return <span ref={mark} hidden />;
}

/** Rewrites the prices of a page that was made in the language's usual currency for a visitor who chose another. */
export function PriceSwitch({ locale }: { locale: string }) {
  const known = useVisitor(locale);
  useEffect(() => {
    if (!known?.rates) return;
    const format = new Intl.NumberFormat(numbersOf(locale), {
      style: 'currency',
      currency: known.currency,
      ...(known.whole ? { maximumFractionDigits: 0 } : {}),
    });
    for (const element of document.querySelectorAll<HTMLElement>('[data-minor]')) {
      const rate = known.rates[element.dataset['currency'] ?? ''];
      if (!rate) continue;
      const parts = format.formatToParts((Number(element.dataset['minor']) * rate) / 100);
      element.textContent = parts.map(({ type, value }) => (type === 'currency' ? known.sign : value)).join('');
    }
  }, [known, locale]);
  return null;
}
