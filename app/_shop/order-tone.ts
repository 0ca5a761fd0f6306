/** The tone of a state, for its mark. */
export function orderTone(status: string): 'good' | 'waiting' | 'bad' | 'plain' {
  if (['paid', 'accepted', 'shipped', 'delivered', 'provided', 'completed'].includes(status)) return 'good';
  if (['awaiting_payment', 'draft'].includes(status)) return 'waiting';
  return ['payment_failed', 'cancelled', 'disputed'].includes(status) ? 'bad' : 'plain';
}
