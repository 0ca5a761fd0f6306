import { isoDay } from '#lib/core/clock.ts';
import { config } from '#lib/core/config.ts';
import type { Locale } from '#lib/languages/index.ts';
import type { Front } from './front.ts';

/** The enterprise for machines (schema.org Organization and Store). */
export function storefrontData(front: Front, locale: Locale): object {
  const site = config().SITE_URL;
  const { enterprise, words } = front;
  const picture = (mediaId: string) => `${site}/media/${mediaId}/1200.jpg`;
  return {
    '@context': 'https://schema.org',
    '@type': ['Organization', 'Store'],
    '@id': `${site}/e/${enterprise.slug}#enterprise`,
    name: front.name.value,
    ...(front.name.original === null ? {} : { alternateName: front.name.original }),
    legalName: enterprise.legalName,
    url: `${site}/${locale}/e/${enterprise.slug}`,
    ...(words.tagline ? { slogan: words.tagline.value } : {}),
    ...(words.story ? { description: words.story.value.slice(0, 5_000) } : {}),
    ...(front.logoMediaId ? { logo: picture(front.logoMediaId) } : {}),
    ...(front.bannerMediaId ? { image: picture(front.bannerMediaId) } : {}),
    ...(enterprise.foundedYear ? { foundingDate: String(enterprise.foundedYear) } : {}),
    address: {
      '@type': 'PostalAddress',
      addressCountry: enterprise.country,
      ...(words.city ? { addressLocality: words.city.value } : {}),
    },
    ...(front.people.length > 0
      ? {
          employee: front.people.map(({ name, role }) => ({
            '@type': 'Person',
            name,
            ...(role ? { jobTitle: role.value } : {}),
          })),
        }
      : {}),
    ...(front.certificates.length > 0
      ? {
          hasCertification: front.certificates.map(({ name, issuer, number, validUntil }) => ({
            '@type': 'Certification',
            name: name?.value,
            ...(issuer ? { issuedBy: { '@type': 'Organization', name: issuer.value } } : {}),
            ...(number ? { certificationIdentification: number } : {}),
            ...(validUntil ? { expires: isoDay(validUntil) } : {}),
          })),
        }
      : {}),
  };
}
