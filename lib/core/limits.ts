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
  /** The translators' workbench: rows of its list sent at a time, strings one list counts, and strings of people's content checked at once. */
  workRows: 200,
  workStrings: 10_000,
  workChecked: 2_000,
  workSame: 50,
  workComment: 2_000,
  workSuggestions: 20,
  workNote: 1_000,
  workTeam: 200,
  workDigests: 200,
  /** What is counted of searches is short. */
  keptQuery: 100,
  /** Attributes that one search is narrowed by. */
  searchAttributes: 6,
  review: 2_000,
  question: 1_000,
  answer: 2_000,
  /** Reviews and questions that a listing's own page shows of each; the rest have pages of their own. */
  voices: 5,
  /** Reviews that a page of the translators' desk shows, each with its form. */
  reviewsToTranslate: 10,
  /** Pictures of one review, and of all reviews in a listing's gallery. */
  reviewPictures: 5,
  galleryPictures: 12,
  reviewPictureAlt: 200,
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
  stockPlaces: 20,
  placeName: 60,
  addressLines: 5,
  /** Of an enterprise's price lists: columns of the table, and steps of one list in one currency. */
  priceColumns: 24,
  shippingProfiles: 30,
  shippingZones: 20,
  shippingWeights: 16,
  shippingGrams: 1_000_000,
  shippingDays: 120,
  pictures: 12,
  pictureBytes: 30 * 1024 * 1024,
  picturePixels: 80_000_000,
  /** A file that is sold: sent in pieces, and in one form without script. */
  fileBytes: 2 * 1024 * 1024 * 1024,
  formFileBytes: 200 * 1024 * 1024,
  alt: 300,
  samples: 12,
  sampleBytes: 200 * 1024 * 1024,
  sampleSeconds: 10 * 60,
  /** A sample in three dimensions: its bytes, its points, and the longer side of a picture that is laid on it. */
  modelBytes: 30 * 1024 * 1024,
  modelPoints: 2_000_000,
  modelPixels: 8_192,
  /** Uploads of an enterprise that have begun and not ended: how many, and their bytes together. */
  openUploads: 60,
  openUploadBytes: 8 * 1024 * 1024 * 1024,
  /** Bits of 64 in which two pictures may differ and still be called alike; the index of likenesses finds up to seven. */
  likenessBits: 7,
  likePictures: 12,
  cartLines: 60,
  savedAddresses: 20,
  /** What a buyer writes to a seller with an order, or on a gift's card. */
  buyerNote: 500,
  giftNote: 300,
  company: 160,
  /** Of one issuer: vouchers, and what one may name of listings, categories and collections. */
  vouchers: 500,
  voucherScope: 60,
  voucherUses: 1_000_000,
  /** Lists of one keeper, and what one list holds. */
  lists: 30,
  listItems: 300,
  listName: 60,
  listNote: 500,
  compared: 4,
  /** Listings that a page asks for its marks (saved or not) at a time, and of those seen last. */
  marks: 120,
  seen: 20,
  follows: 500,
  savedSearches: 30,
  searchAddress: 1_500,
  /** Variants that one address waits for at a time. */
  stockRequests: 50,
  /** Listings in one mail of news, and mails that one run of such a job writes. */
  newsItems: 12,
  newsMails: 200,
  quantity: 999,
  /** Of a commissioned work: its parts, what the buyer is asked and answers. */
  milestones: 5,
  milestoneName: 80,
  questionsToBuyer: 6,
  briefAnswer: 1_500,
  eventTerms: 1_000,
  /** How often one buyer begins to download one file. */
  downloads: 30,
  /** Buyers that one run of a job tells of a new version. */
  updateMails: 500,
  /** A file that is marked for each buyer is read into memory. */
  markedBytes: 60 * 1024 * 1024,
  /** Tickets of one kind that one order takes. */
  ticketsAtOnce: 20,
  /** A form of words; a megabyte is far more than its fields take together. */
  formPost: 1024 * 1024,
  jsonBody: 64 * 1024,
  /** What the translators' desk sends at once: a wording as it was and as it is, and those of other strings of the same source. */
  deskBody: 1024 * 1024,
  /** What an open editor sends at once: its longest text as it was and as it is. */
  syncBody: 256 * 1024,
  formBody: 40 * 1024 * 1024,
  /** A file of listings: as it comes, its rows, one row's characters, and what a workbook may unpack to. */
  importBytes: 20 * 1024 * 1024,
  importRows: 20_000,
  importRecord: 256 * 1024,
  importUnpacked: 300 * 1024 * 1024,
  /** A report of sales: its rows, what is said of wrong ones at a time, and a tax office's certificate. */
  reportRows: 100_000,
  reportProblems: 30,
  taxCertificateBytes: 10 * 1024 * 1024,
  disputeReason: 1_000,
  /** Of a licence: its dues and events that a page shows, reasons, and licences of one calendar and of one run of a job. */
  licenceDues: 200,
  licenceEvents: 200,
  licenceReason: 1_000,
  calendarLicences: 500,
  calendarEntries: 2_000,
  jobLicences: 200,
  /** A storefront: one policy, people and certificates shown, published versions kept. */
  policy: 3_000,
  storefrontPeople: 24,
  certificates: 24,
  certificateBytes: 20 * 1024 * 1024,
  storefrontVersions: 30,
  /** Collections of one owner, and listings in one. */
  collections: 60,
  collectionListings: 60,
  /** Of the books: postings in one question, transactions read at a time, days closed and objects of Stripe's compared in one run. */
  postingsAtOnce: 100,
  ledgerRead: 2_000,
  exportedEntries: 1_000_000,
  daysClosedAtOnce: 2_000,
  reconciledObjects: 5_000,
  /** After the payment, in days: until a seller has accepted, before that it is reminded; a parcel nobody speaks of has arrived; the right to
   * withdraw, after which an order is complete. */
  acceptDays: 5,
  remindDaysBefore: 2,
  assumeDeliveredDays: 30,
  withdrawalDays: 14,
  refundNote: 600,
  /** What a buyer wants changed in commissioned work. */
  changeWords: 2_000,
  /** Parcels of one seller order, returns of it, and pictures of one return. */
  shipments: 30,
  returns: 10,
  returnPictures: 5,
  /** Messages that one side writes about an order in an hour. */
  orderMessagesAnHour: 10,
  evidence: 10_000,
  /** Of files given as evidence: how many Stripe has fields for, and how much it takes of one and in all. */
  evidenceFiles: 5,
  evidenceFileBytes: 4_000_000,
  evidenceBytes: 4_500_000,
  /** What one run of such a job takes. */
  jobOrders: 100,
  /** How often one run looks for more orders whose time to pay is over. */
  expirePortions: 20,
  /** A deal: its works, files beside one message and their bytes, messages of one side in an hour, and how long a scope may be held or an offer stand. */
  dealWorks: 20,
  dealFiles: 5,
  dealFileBytes: 15 * 1024 * 1024,
  dealMessagesAnHour: 30,
  /** What a deal's page reads of its thread. */
  dealMessages: 500,
  optionDays: 90,
  offerDays: 90,
  /** Standard offers of one work that stand at a time. */
  standardOffers: 12,
  /** Links to sublicences of one licence that stand at a time. */
  sublicenceOffers: 50,
  /** A team: people, invitations that wait, and mails for one invitation. */
  members: 60,
  /** Works that one page of a search for rights looks at closely before it is as long as it is. */
  rightsLooks: 2_000,
  /** Of a work: creators, holders, steps of its chain of title, documents of one step and their bytes, identifiers of one scheme. */
  creators: 12,
  holders: 6,
  titleSteps: 20,
  titleDocuments: 6,
  titleDocumentBytes: 10 * 1024 * 1024,
  identifiers: 12,
  /** Samples of a work, each as one form takes it. */
  workSamples: 8,
  workSampleBytes: 36 * 1024 * 1024,
  declarations: 60,
  shownLicences: 12,
  /** What proves that an item of a checklist was seen to. */
  checklistBytes: 10 * 1024 * 1024,
  complianceWords: 1_200,
  savedAsks: 30,
  /** Works that one kept ask remembers as free. */
  askWorks: 5_000,
  /** Leaves that one ask names, by codes. */
  askCodes: 60,
  /** A file of avails: as it comes, and its rows. */
  availsBytes: 960 * 1024,
  availsRows: 2_000,
  openInvitations: 20,
  invitationSends: 5,
  /** Payouts: transfers of one run of a job, payments and transfers of one batch, lines and bytes of a bank's statement. */
  transfersAtOnce: 500,
  batchPayments: 500,
  batchTransfers: 300,
  bankLines: 20_000,
  bankFileBytes: 10 * 1024 * 1024,
  bankDocumentBytes: 10 * 1024 * 1024,
  accountName: 70,
  /** Rules of one commission plan, plans, and lines of a statement that a page shows. */
  commissionRules: 100,
  commissionPlans: 50,
  statementLines: 100,
  /** Entries of a printed statement; a longer one is told of in its file alone. */
  statementPdfLines: 3_000,
  /** Of a contract: a clause of the parties' own in one language, versions, and a file that is verified or registered. */
  specialClause: 3_000,
  contractDrafts: 50,
  verifiedBytes: 20 * 1024 * 1024,
  /** In days: how long the scope is held for the parties while they sign. */
  signingDays: 30,
  /** The memory of translations: one text, matches shown, units written in one statement, and readings of one run. */
  memoryText: 8_000,
  memoryMatches: 5,
  memoryAtOnce: 500,
  memoryRounds: 50,
  /** The glossary: a word, words of one kind for a term, a definition, and terms on one page. */
  termWord: 200,
  termWords: 20,
  termDefinition: 500,
  termsShown: 50,
  /** A file of translations: as it comes, its units, one unit's text, and elements inside one another. */
  translationFileBytes: 64 * 1024 * 1024,
  translationUnits: 200_000,
  translationText: 16_000,
  /** A record of a table, whose text is then refused by name. */
  translationRecord: 4 * 1024 * 1024,
  workbookUnits: 50_000,
  xmlDepth: 60,
  translationTokens: 20,
  /** Translation by machine: texts of one press of a button, texts an estimate counts, and an enterprise's characters a month. */
  machineTexts: 10,
  machineTextsCounted: 2_000,
  machineCharacters: 500_000,
  /** A run by machine: texts of one, texts worked on before another job takes over, and seconds after which a text that a worker took is free again. */
  machineRunTexts: 5_000,
  machineRunStep: 20,
  machineRunStale: 120,
  /** Translations by order: texts that the chooser shows and one order takes, languages, fields of one job, words about it. */
  translationTexts: 300,
  translationLanguages: 18,
  translationJobUnits: 1_000,
  translationNote: 2_000,
  translationReason: 1_000,
  /** What a bank lets a transfer say (SEPA). */
  bankReference: 140,
  /** In days: the longest time for one, until what was delivered is accepted, and more time where changes are asked for. */
  translationDays: 180,
  translationReviewDays: 7,
  translationChangeDays: 3,
  /** Rounds of changes, the least that is charged in minor units, and jobs of one run of the clock. */
  translationRounds: 2,
  translationLeastMinor: 100,
  jobTranslations: 200,
  /** A translator's profile. */
  translatorAbout: 2_000,
  translatorRates: 60,
} as const;
