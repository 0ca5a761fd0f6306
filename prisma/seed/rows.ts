import type { Value } from './copy.ts';

export type Row = Readonly<Record<string, Value>>;

/** Rows by table, in the order in which tables may be filled (parents before children). */
export class Rows {
  readonly #tables = new Map<string, Row[]>();

  add(table: string, ...rows: Row[]): void {
    const list = this.#tables.get(table);
    if (list) list.push(...rows);
    else this.#tables.set(table, [...rows]);
  }

  /** Rewrites a table's rows: what a later part of the world did to them. */
  change(table: string, row: (before: Row) => Row): void {
    this.#tables.set(table, this.of(table).map(row));
  }

  of(table: string): readonly Row[] {
    return this.#tables.get(table) ?? [];
  }
}

/** Tables in an order that respects their references. */
export const tableOrder = [
  'users',
  'commission_plan',
  'texts',
  'translation',
  'category',
  'enterprise',
  'media',
  'membership',
  'translator_grant',
  'shipping_profile',
  'shipping_rate',
  'work',
  'work_identifier',
  'work_picture',
  'holding',
  'listing',
  'listing_option',
  'option_value',
  'listing_picture',
  'listing_sample',
  'stock_place',
  'variant',
  'variant_price',
  'place_stock',
  'service_offer',
  'ticket_event',
  'licence_offer',
  'stream_offer',
  'stock_movement',
  'listing_file',
  'listing_revision',
  'listing_draft',
  'price_reduction',
  'storefront_person',
  'storefront_certificate',
  'holiday',
  'collection',
  'collection_listing',
  'team_invitation',
  'saved_address',
  'voucher',
  'voucher_amount',
  'import_run',
  'import_row',
  'search_document',
  'search_word',
  'orders',
  'seller_order',
  'order_line',
  'ticket',
  'commission',
  'commission_milestone',
  'stream_pass',
  'shipment',
  'shipment_line',
  'order_return',
  'return_line',
  'order_message',
  'order_event',
  'payment',
  'payout_account',
  'payout_batch',
  'payout_approval',
  'bank_payment',
  'bank_file',
  'bank_line',
  'setting',
  'transfer',
  'ledger_account',
  'ledger_transaction',
  'ledger_entry',
  'refund',
  'refund_line',
  'invoice',
  'invoice_tax',
  'seller_tax_details',
  'licence_text',
  'order_line_licence',
  'download_grant',
  'deal',
  'deal_work',
  'offer',
  'offer_acceptance',
  'deal_message',
  'licence',
  'licence_due',
  'rights_grant',
  'royalty_terms',
  'sales_report',
  'sales_report_line',
  'royalty_statement',
  'royalty_dispute',
  'review',
  'review_translation',
  'question',
  'saved_list',
  'saved_item',
  'follow',
  'alert_settings',
  'saved_search',
  'saved_ask',
  'review_picture',
  'review_invitation',
  'listing_day',
  'search_day',
] as const;
