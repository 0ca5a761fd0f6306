import type { MailSection, StopLinks } from './sections.ts';

/** What each mail needs to be written. Words are in messages/<locale>/mail-*.json under the template's name. */
export interface MailParams {
  sign_in_link: { link: string; minutes: number };
  order_paid: OrderMail;
  order_shipped: OrderMail & { carrier: string; trackingNumber: string };
  seller_new_order: OrderMail;
  listing_approved: { title: string; link: string };
  listing_changes_requested: { title: string; link: string; reason: string };
  listing_refused: { title: string; link: string; reason: string };
  listing_scheduled: { title: string; link: string };
  change_approved: { title: string; link: string };
  change_declined: { title: string; link: string; reason: string };
  review_new: { title: string; link: string; rating: number; text: string };
  review_answered: { title: string; link: string; maker: string; text: string };
  question_new: { title: string; link: string; text: string };
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
  deal_moved: { title: string; link: string; event: string; other: string };
}

/** What is new for somebody who asked to be told. */
export interface NewsMail {
  count: number;
  link: string;
  sections: MailSection[];
  stop: StopLinks;
}

export interface OrderMail {
  number: string;
  link: string;
  lines: { title: string; quantity: number; amount: string }[];
  shipping: string;
  tax: string;
  total: string;
  hasDownloads: boolean;
  hasTickets: boolean;
  hasFilms: boolean;
}

export type MailTemplate = keyof MailParams;
