import type { MailSection, StopLinks } from './sections.ts';

/** What each mail needs to be written. Words are in messages/<locale>/mail-*.json under the template's name. */
export interface MailParams {
  sign_in_link: { link: string; minutes: number };
  order_paid: OrderMail;
  order_shipped: OrderMail & { carrier: string; trackingNumber: string };
  seller_new_order: OrderMail;
  order_accepted: OrderNews & { things: string };
  order_delivered: OrderNews;
  order_assumed_delivered: OrderNews;
  order_payment_failed: { number: string; link: string };
  order_expired: { number: string; link: string };
  order_completed: OrderNews;
  order_disputed: { number: string; link: string; amount: string };
  /** Outcome: `won` where the payment stays, else the bank gave it back. */
  order_dispute_decided: { number: string; link: string; amount: string; outcome: string };
  order_cancelled: OrderNews & { things: string; reason: string };
  order_refunded: OrderNews & { amount: string; reason: string };
  refund_failed: OrderNews & { amount: string; reason: string };
  /** To finance: a refund that was made at Stripe itself. */
  refund_outside: { number: string; stripeId: string; amount: string; link: string };
  refund_without_order: { number: string; stripeId: string; amount: string; link: string };
  seller_order_cancelled: { number: string; link: string; things: string; reason: string };
  seller_order_waits: { number: string; link: string; things: string };
  return_asked: { number: string; link: string; things: string; reason: string; text: string };
  return_answered: OrderNews & { things: string; answer: string; text: string };
  return_sent: { number: string; link: string; carrier: string; trackingNumber: string };
  return_declined: { number: string; link: string; things: string; amount: string };
  return_offer_taken: { number: string; link: string; things: string; amount: string };
  return_withdrawn: { number: string; link: string; things: string };
  order_message: { number: string; link: string; from: string; text: string };
  dispute_opened: { number: string; link: string; amount: string; due: string };
  dispute_decided: { number: string; link: string; amount: string; outcome: string };
  download_updated: { title: string; link: string };
  listing_approved: { title: string; link: string };
  listing_changes_requested: { title: string; link: string; reason: string };
  listing_refused: { title: string; link: string; reason: string };
  listing_scheduled: { title: string; link: string };
  change_approved: { title: string; link: string };
  change_declined: { title: string; link: string; reason: string };
  review_new: { title: string; link: string; rating: number; text: string };
  review_answered: { title: string; link: string; maker: string; text: string };
  /** Language: `own` where it is the reader's, else its name. */
  question_new: { title: string; link: string; text: string; language: string };
  question_translated: { title: string; link: string; text: string; language: string };
  question_answered: { title: string; link: string; maker: string; question: string; text: string };
  contribution_hidden: { title: string; link: string; text: string; reason: string };
  review_invitation: { number: string; things: string; link: string; stop: StopLinks };
  stock_low: { title: string; count: number; link: string };
  team_invitation: { enterprise: string; inviter: string; roles: string; days: number; link: string };
  ownership_offered: { enterprise: string; owner: string; days: number; link: string };
  certificate_expires: { enterprise: string; certificate: string; days: number; link: string };
  follow_news: NewsMail & { makers: number; maker: string };
  search_news: NewsMail & { searches: number; name: string };
  ask_free: NewsMail & { asks: number; name: string };
  stock_confirm: { title: string; link: string };
  stock_back: { title: string; maker: string; link: string; stop: StopLinks };
  payout_account_changed: PayoutMail & { account: string };
  payout_account_verified: PayoutMail & { account: string };
  payout_account_refused: PayoutMail & { account: string };
  payout_returned: PayoutMail & { amount: string };
  milestone_delivered: { name: string; maker: string; days: number; link: string };
  milestone_changes: { name: string; number: string; text: string; left: number; link: string };
  milestone_accepted: { name: string; number: string; amount: string; link: string };
  royalty_statement: { title: string; link: string; event: string; other: string; period: string };
  royalty_report_due: {
    title: string;
    link: string;
    period: string;
    holder: string;
    due: string;
    late: string;
    notice: number;
  };
  confirm_code: { code: string; minutes: number; link: string };
  contract_moved: { title: string; link: string; event: string; other: string; version: number };
  licence_moved: {
    event: string;
    number: string;
    title: string;
    other: string;
    reason: string;
    /** Whether there is a reason: yes or no. */
    reasoned: string;
    day: string;
    link: string;
  };
  translation_moved: {
    /** What happened and to which side it is told, such as `delivered_customer`. */
    event: string;
    number: string;
    from: string;
    to: string;
    words: string;
    /** Whether somebody said something: yes or no. */
    worded: string;
    link: string;
  };
  translation_money: {
    /** paid or refunded. */
    event: string;
    number: string;
    amount: string;
    /** The number of its invoice or credit note. */
    paper: string;
    link: string;
  };
  translation_repaid: {
    /** Of the order. */
    number: string;
    amount: string;
    /** When the bank received it. */
    day: string;
    /** What is still owed. */
    left: string;
    /** Whether that is nothing: yes or no. */
    settled: string;
    link: string;
  };
  licence_due: {
    title: string;
    number: string;
    holder: string;
    amount: string;
    day: string;
    when: string;
    notice: number;
    link: string;
  };
  licence_money: {
    event: string;
    /** Which side reads it: holder or licensee. */
    side: string;
    number: string;
    title: string;
    other: string;
    what: string;
    amount: string;
    /** The number of its invoice or credit note, and whether there is one: yes or no. */
    paper: string;
    papered: string;
    reason: string;
    reasoned: string;
    day: string;
    link: string;
  };
  licence_passed: {
    number: string;
    /** Titles of the works that passed, and how many they are. */
    titles: string;
    count: number;
    licensee: string;
    former: string;
    link: string;
  };
  licence_consent: { number: string; title: string; holder: string; licensee: string; link: string };
  sublicence_consent: { number: string; title: string; holder: string; licensee: string; link: string };
  licensed_listings: { number: string; news: string; things: string; link: string };
  work_decided: { title: string; link: string; decision: string; reason: string };
  translators_mention: { name: string; string: string; text: string; language: string; link: string };
  translators_digest: {
    language: string;
    missing: number;
    stale: number;
    waiting: number;
    suggested: number;
    mine: number;
    link: string;
    stop: StopLinks;
  };
  /** `reason` is said where somebody ends the talks; else it is empty. */
  deal_moved: { title: string; link: string; event: string; other: string; reason: string };
  sublicence_offered: { title: string; other: string; link: string };
  deal_news: { title: string; link: string; event: string; other: string };
  deal_message: { title: string; link: string; other: string; text: string };
}

/** What is new for somebody who asked to be told. */
export interface NewsMail {
  count: number;
  link: string;
  sections: MailSection[];
  stop: StopLinks;
}

/** What an enterprise's owners and people of finance are told of its money. */
export interface PayoutMail {
  enterprise: string;
  /** Empty where there is none to tell. */
  reason: string;
  link: string;
}

export interface OrderMail {
  number: string;
  link: string;
  lines: { title: string; quantity: number; amount: string }[];
  shipping: string;
  /** What vouchers took off, and which; not in mails queued before these were told. */
  discount?: string;
  vouchers?: string;
  tax: string;
  total: string;
  hasDownloads: boolean;
  hasTickets: boolean;
  hasFilms: boolean;
}

/** What every piece of news about an order says to its buyer. */
export interface OrderNews {
  number: string;
  link: string;
  maker: string;
}

export type MailTemplate = keyof MailParams;
