import { getTranslations } from 'next-intl/server';
import { Form } from '#app/_ui/form.tsx';
import { Notice } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { formatMoney } from '#lib/core/money.ts';
import { nameFor } from '#lib/enterprises/index.ts';
import { fieldText, type Locale } from '#lib/languages/index.ts';
import type { Problem, QuotedCart } from '#lib/ordering/index.ts';
import { acknowledgePricesAction } from '../[locale]/(shop)/actions.ts';

/** What stands in the way of buying, each in a sentence, and the changed prices to be read before going on. */
export async function CartProblems({ cart, locale, country }: { cart: QuotedCart; locale: Locale; country: string }) {
  const { problems } = cart.quote;
  if (problems.length === 0) return null;
  const t = await getTranslations('cart');
  const kinds = await getTranslations('kinds');
  const errors = await getTranslations('errors');
  const away = await getTranslations('storefront');
  const title = (variantId: string) =>
    fieldText(cart.lines.find((line) => line.variantId === variantId)?.variant.listing.text, 'title', locale);
  const maker = (enterpriseId: string) => {
    const line = cart.lines.find((each) => each.variant.listing.enterpriseId === enterpriseId);
    return line ? nameFor(line.variant.listing.enterprise, locale) : '';
  };
  const sentence = (problem: Problem): string => {
    switch (problem.kind) {
      case 'unavailable':
        return t('problem_unavailable', { title: title(problem.variantId) });
      case 'not_enough':
        return t('problem_not_enough', { title: title(problem.variantId), available: problem.available });
      case 'barred':
        return kinds(`cart.${problem.bar}`, { title: title(problem.variantId), country });
      case 'price_changed':
        return t('problem_price', {
          title: title(problem.variantId),
          before: formatMoney(problem.before, locale),
          after: formatMoney(problem.after, locale),
        });
      case 'too_large':
        return errors('ordering.total_too_large', { largest: formatMoney(problem.largest, locale) });
      case 'no_delivery':
        return t('problem_delivery', { maker: maker(problem.enterpriseId), country });
      case 'away':
        return away('away.in_cart', { maker: maker(problem.enterpriseId), back: problem.back });
    }
  };
  return (
    <div className="mb-7">
      <Notice kind="bad" role="alert">
        <ul className="grid gap-2">
          {problems.map((problem) => (
            <li key={sentence(problem)}>{sentence(problem)}</li>
          ))}
        </ul>
        {problems.some((problem) => problem.kind === 'price_changed') && (
          <Form action={acknowledgePricesAction} className="mt-3">
            <Submit kind="quiet">{t('price_ok')}</Submit>
          </Form>
        )}
      </Notice>
    </div>
  );
}
