/** Every list, upload, string, job and loop of the product has its limit here. */
export const limits = {
  page: 24,
  pageMax: 100,
  title: 140,
  summary: 240,
  description: 8_000,
  shortText: 200,
  message: 4_000,
  searchQuery: 200,
  review: 2_000,
  question: 1_000,
  answer: 2_000,
  /** Reviews and questions that a listing's own page shows of each; the rest have pages of their own. */
  voices: 5,
  /** Questions of one person that may wait for an answer: at one listing, and in all. */
  openQuestions: 3,
  openQuestionsInAll: 20,
  tags: 12,
  variants: 60,
  options: 3,
  optionValues: 20,
  optionWord: 60,
  sku: 60,
  stock: 1_000_000,
  pictures: 12,
  pictureBytes: 30 * 1024 * 1024,
  picturePixels: 80_000_000,
  fileBytes: 200 * 1024 * 1024,
  cartLines: 60,
  quantity: 999,
  /** Of a commissioned work: its parts, what the buyer is asked and answers. */
  milestones: 5,
  milestoneName: 80,
  questionsToBuyer: 6,
  briefAnswer: 1_500,
  eventTerms: 1_000,
  /** Tickets of one kind that one order takes. */
  ticketsAtOnce: 20,
  /** A form of words; a megabyte is far more than its fields take together. */
  formPost: 1024 * 1024,
  jsonBody: 64 * 1024,
  formBody: 40 * 1024 * 1024,
  /** A file of listings: as it comes, its rows, one row's characters, and what a workbook may unpack to. */
  importBytes: 20 * 1024 * 1024,
  importRows: 20_000,
  importRecord: 256 * 1024,
  importUnpacked: 300 * 1024 * 1024,
} as const;
