/** What each mail needs to be written. Words are in messages/<locale>/mail-*.json under the template's name. */
export interface MailParams {
  sign_in_link: { link: string; minutes: number };
  order_paid: OrderMail;
  order_shipped: OrderMail & { carrier: string; trackingNumber: string };
  seller_new_order: OrderMail;
  listing_approved: { title: string; link: string };
  listing_changes_requested: { title: string; link: string; reason: string };
  listing_refused: { title: string; link: string; reason: string };
  review_new: { title: string; link: string; rating: number; text: string };
  review_answered: { title: string; link: string; maker: string; text: string };
  question_new: { title: string; link: string; text: string };
  question_answered: { title: string; link: string; maker: string; question: string; text: string };
  contribution_hidden: { title: string; link: string; text: string; reason: string };
  stock_low: { title: string; count: number; link: string };
  deal_moved: { title: string; link: string; event: string; other: string };
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
