/** The tone of what was decided on a revision, for its mark. */
export const revisionTone = {
  pending: 'waiting',
  approved: 'good',
  changes_requested: 'bad',
  refused: 'bad',
  withdrawn: 'plain',
} as const;
