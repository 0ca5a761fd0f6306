import type { Actor, MembershipRole, Person, StaffRole, TranslatorRole } from './actor.ts';
import { DomainError } from './errors.ts';

/** What a decision may depend on: the enterprise(s) the thing belongs to, the buyer it belongs to, the locale it is written in. */
export interface Subject {
  readonly enterpriseId?: string | undefined;
  readonly buyerId?: string | null | undefined;
  readonly locale?: string | undefined;
  /** Who was asked to look at it. */
  readonly reviewerId?: string | null | undefined;
}

type Rule = (person: Person, subject: Subject) => boolean;

const member =
  (...roles: MembershipRole[]): Rule =>
  (person, { enterpriseId }) =>
    person.memberships.some((m) => m.enterpriseId === enterpriseId && (m.role === 'owner' || roles.includes(m.role)));

const staff =
  (...roles: StaffRole[]): Rule =>
  (person) =>
    person.staffRoles.some((role) => role === 'admin' || roles.includes(role));

const translator =
  (...roles: TranslatorRole[]): Rule =>
  (person, { locale }) =>
    person.staffRoles.includes('admin') || person.translates.some((t) => t.locale === locale && roles.includes(t.role));

const anyOf =
  (...rules: Rule[]): Rule =>
  (person, subject) =>
    rules.some((rule) => rule(person, subject));

const signedIn: Rule = () => true;
const buyer: Rule = (person, { buyerId }) => buyerId != null && buyerId === person.userId;
const reviewer: Rule = (person, { reviewerId }) => reviewerId != null && reviewerId === person.userId;
const anyMember = member('editor', 'orders', 'finance', 'signatory');

/** The whole permission table: what may be done, and by whom. */
const rules = {
  'enterprise.found': signedIn,
  'enterprise.view': anyOf(anyMember, staff('moderator', 'support', 'finance')),
  'enterprise.edit': member(),
  'enterprise.verify': staff('moderator'),
  'storefront.edit': member('editor'),
  'team.view': anyMember,
  'team.manage': member(),
  'collection.edit': member('editor'),
  'collection.curate': staff('moderator'),
  'listing.view': anyOf(anyMember, staff('moderator', 'support')),
  'listing.edit': member('editor'),
  'listing.submit': member('editor'),
  'listing.moderate': staff('moderator'),
  'stock.adjust': member('editor', 'orders'),
  'stock.places': member('editor', 'orders'),
  'shipping.edit': member('editor'),
  'wholesale.buy': anyMember,
  'media.upload': member('editor'),
  'order.view': anyOf(buyer, staff('support', 'finance', 'moderator')),
  'seller_order.view': anyOf(member('orders', 'finance'), staff('support', 'finance')),
  'seller_order.fulfil': member('orders'),
  'ticket.check_in': member('editor', 'orders'),
  'insights.view': anyMember,
  'insights.sales': member('orders', 'finance'),
  'address.edit': buyer,
  'voucher.edit': member('editor', 'finance'),
  'voucher.platform': staff('finance'),
  'seller_order.refund': anyOf(member('orders', 'finance'), staff('finance', 'support')),
  'order.manage': staff('finance', 'support'),
  'dispute.view': staff('finance', 'support'),
  'review.write': buyer,
  'question.ask': signedIn,
  'enterprise.follow': signedIn,
  'search.save': signedIn,
  'ask.save': signedIn,
  'alerts.edit': signedIn,
  'review.translate': translator('translator', 'reviewer', 'manager'),
  'community.answer': member('editor', 'orders'),
  'community.moderate': staff('moderator', 'support'),
  'ledger.view': staff('finance'),
  'ledger.verify': staff('finance'),
  'reconciliation.view': staff('finance'),
  'reconciliation.resolve': staff('finance'),
  'tax.report': staff('finance'),
  'company.edit': staff('finance'),
  'tax.details': member('finance'),
  'payout.view': anyOf(member('finance'), staff('finance')),
  'payout_account.edit': member('finance'),
  'payout_account.verify': staff('finance'),
  'payout.operate': staff('finance'),
  'commission.edit': staff('finance'),
  'work.view': anyOf(anyMember, staff('moderator')),
  'work.edit': member('editor', 'signatory'),
  'work.verify': staff('moderator'),
  'compliance.edit': staff('moderator'),
  'deal.view': anyMember,
  'deal.write': member('signatory', 'editor', 'finance'),
  'deal.ask': member('signatory', 'editor'),
  'offer.make': member('signatory', 'editor'),
  'offer.accept': member('signatory'),
  'contract.view': anyMember,
  'contract.edit': member('signatory', 'editor'),
  'contract.sign': member('signatory'),
  'royalty.view': anyOf(member('finance', 'signatory', 'editor'), staff('finance', 'support')),
  'royalty.report': member('finance', 'editor'),
  'royalty.accept': member('finance', 'signatory'),
  'licence.view': anyOf(anyMember, staff('finance', 'support', 'moderator')),
  'licence.pay': member('finance', 'signatory'),
  'licence.propose': member('signatory', 'editor'),
  'licence.agree': member('signatory'),
  'licence.suspend': anyOf(member('signatory'), staff('moderator', 'finance')),
  'licence.end': member('signatory'),
  'licence.settle': staff('finance'),
  'licence.refund': anyOf(member('finance', 'signatory'), staff('finance', 'support')),
  'licence.evidence': anyOf(member('finance', 'signatory'), staff('finance', 'support')),
  'message.suggest': translator('suggester', 'translator', 'reviewer', 'manager'),
  'message.review': translator('reviewer', 'manager'),
  'message.manage': translator('manager'),
  'message.edit': translator('translator', 'reviewer', 'manager'),
  'message.publish': translator('translator', 'reviewer', 'manager'),
  'translation.order': member('editor', 'finance'),
  'translation.review': anyOf(member('editor'), reviewer),
  'translation.work': member('editor'),
  'translator.edit': member('editor'),
  'translator.find': signedIn,
  'translation.settle': staff('finance', 'support'),
  'translation.collect': staff('finance'),
  'term.edit': translator('manager'),
  'audit.view': staff('moderator', 'finance', 'support'),
  'platform.operate': staff(),
} as const satisfies Record<string, Rule>;

export type Permission = keyof typeof rules;

/** Whether the actor may do this to the subject. The system may do everything, a guest nothing that is listed. */
export function may(actor: Actor, permission: Permission, subject: Subject = {}): boolean {
  if (actor.type === 'system') return true;
  return actor.type === 'person' && rules[permission](actor, subject);
}

/** Throws `identity.sign_in_required` for a guest, `identity.not_allowed` for a person who may not. */
export function authorize(actor: Actor, permission: Permission, subject: Subject = {}): void {
  if (may(actor, permission, subject)) return;
  throw new DomainError(actor.type === 'guest' ? 'identity.sign_in_required' : 'identity.not_allowed', { permission });
}
