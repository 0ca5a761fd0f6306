import type { Prisma } from '#lib/db/generated/client.ts';

const payee = {
  include: {
    commissionPlan: true,
    connectedAccount: true,
    payoutAccounts: { where: { status: { not: 'replaced' } }, orderBy: { createdAt: 'desc' } },
  },
} as const satisfies Prisma.EnterpriseDefaultArgs;

const payments = { include: { disputes: { where: { closedAt: null } } } } as const satisfies Prisma.PaymentDefaultArgs;

/** What brought the money of a transfer. */
export const withSource = {
  sellerOrder: {
    include: {
      enterprise: payee,
      order: {
        include: { payments, sellerOrders: { select: { totalMinor: true, taxMinor: true, commissionMinor: true } } },
      },
    },
  },
  licenceShare: { include: { enterprise: payee, due: { include: { payments } } } },
  translationJob: { include: { translator: payee, order: { include: { payments } } } },
} as const satisfies Prisma.TransferInclude;

type Sourced = Pick<
  Prisma.TransferGetPayload<{ include: typeof withSource }>,
  'sellerOrder' | 'licenceShare' | 'translationJob'
>;
export type Payee = NonNullable<Sourced['sellerOrder']>['enterprise'];

/** The order, the licence's due or the translator's job that the books name money by. */
export type Cause = { readonly orderId: string } | { readonly dueId: string } | { readonly jobId: string };

/** Where a transfer's money comes from and whom it is for. */
export interface Source {
  readonly enterprise: Payee;
  readonly payments: NonNullable<Sourced['sellerOrder']>['order']['payments'];
  readonly cause: Cause;
  /** What it is for, as Stripe's metadata names it: the same at every try, for a call is repeated to the letter. */
  readonly named: Readonly<Record<string, string>>;
  /** What the buyer of an order paid and what its sellers are owed of it, in minor units; null for a licence's due and a translator's job. */
  readonly order: { readonly totalMinor: bigint; readonly sharesMinor: bigint } | null;
  /** What Stripe knows the payments and transfers of one sale by. */
  readonly group: string;
}

/** A transfer is of a seller order, of a licence's due or of a translator's job (constraint `transfer_of_one`). */
export function sourceOf({ sellerOrder, licenceShare, translationJob }: Sourced): Source {
  if (sellerOrder)
    return {
      enterprise: sellerOrder.enterprise,
      payments: sellerOrder.order.payments,
      cause: { orderId: sellerOrder.orderId },
      named: { sellerOrderId: sellerOrder.id },
      order: {
        totalMinor: sellerOrder.order.totalMinor,
        sharesMinor: sellerOrder.order.sellerOrders.reduce(
          (sum, part) => sum + part.totalMinor - part.taxMinor - part.commissionMinor,
          0n,
        ),
      },
      group: sellerOrder.orderId,
    };
  if (translationJob?.translator)
    return {
      enterprise: translationJob.translator,
      payments: translationJob.order.payments,
      cause: { jobId: translationJob.id },
      named: { translationJobId: translationJob.id },
      order: null,
      group: translationJob.orderId,
    };
  if (!licenceShare) throw new Error('a transfer is of something');
  return {
    enterprise: licenceShare.enterprise,
    payments: licenceShare.due.payments,
    cause: { dueId: licenceShare.dueId },
    named: { dueId: licenceShare.dueId },
    order: null,
    group: licenceShare.dueId,
  };
}

/** The order of a posting, where it has one. */
export function orderOf(cause: Cause): { readonly orderId?: string } {
  return 'orderId' in cause ? { orderId: cause.orderId } : {};
}

/** Transfers of an enterprise, whatever they are for. */
export function ofEnterprise(enterpriseId: string): Prisma.TransferWhereInput {
  return {
    OR: [
      { sellerOrder: { enterpriseId } },
      { licenceShare: { enterpriseId } },
      { translationJob: { translatorId: enterpriseId } },
    ],
  };
}

/** Who is named by a transfer, as far as its row and the rows it is of were read. */
export function enterpriseOf({
  sellerOrder,
  licenceShare,
  translationJob,
}: {
  readonly sellerOrder: { readonly enterpriseId: string } | null;
  readonly licenceShare: { readonly enterpriseId: string } | null;
  readonly translationJob: { readonly translatorId: string | null } | null;
}): string | null {
  return sellerOrder?.enterpriseId ?? licenceShare?.enterpriseId ?? translationJob?.translatorId ?? null;
}
