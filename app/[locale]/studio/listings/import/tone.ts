/** The tone of an import's state, for its mark: what waits for the person is marked as waiting. */
export const importTone = {
  reading: 'plain',
  unreadable: 'bad',
  ready: 'waiting',
  applying: 'plain',
  done: 'good',
} as const;

/** The tone of what becomes of a row. */
export const verdictTone = {
  created: 'good',
  changed: 'waiting',
  unchanged: 'plain',
  refused: 'bad',
} as const;
