import { Link } from '#app/_i18n/navigation.ts';

interface Sourced {
  readonly sellerOrder: { readonly number: string } | null;
  readonly licenceShare: { readonly due: { readonly licence: { readonly number: string } } } | null;
  readonly translationJob: { readonly number: string } | null;
}

/** The order, the licence or the translation that money was earned with. */
export function SourceLink({ transfer: { sellerOrder, licenceShare, translationJob } }: { transfer: Sourced }) {
  const [href, number] = sellerOrder
    ? [`/studio/orders/${sellerOrder.number}`, sellerOrder.number]
    : translationJob
      ? [`/translate/jobs/${translationJob.number}`, translationJob.number]
      : [`/licences/${licenceShare?.due.licence.number}`, licenceShare?.due.licence.number];
  return (
    <Link href={href} className="link num inline-flex min-h-6 items-center">
      {number}
    </Link>
  );
}
