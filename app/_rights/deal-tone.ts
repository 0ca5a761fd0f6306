/** The tone of a deal's or certificate's state. */
export function dealTone(status: string): 'good' | 'waiting' | 'bad' | 'plain' {
  if (['licensed', 'agreed', 'valid'].includes(status)) return 'good';
  if (['asked', 'offered', 'not_yet'].includes(status)) return 'waiting';
  return ['declined', 'terminated', 'suspended'].includes(status) ? 'bad' : 'plain';
}
