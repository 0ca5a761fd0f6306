/**
 * The columns of the Avails sheet for films as the trade has them (EMA and MovieLabs, "Avails by Excel", sheet Movies), in their order.
 * What we say nothing about stays empty. Behind them one of our own, `Under`: the licence by which the rights are held, where they are not owned.
 */
export const availsColumns = [
  'DisplayName',
  'StoreLanguage',
  'Territory',
  'WorkType',
  'EntryType',
  'TitleInternalAlias',
  'TitleDisplayUnlimited',
  'LocalizationType',
  'LicenseType',
  'LicenseRightsDescription',
  'FormatProfile',
  'Start',
  'End',
  'PriceType',
  'PriceValue',
  'SRP',
  'Description',
  'OtherTerms',
  'OtherInstructions',
  'ContentID',
  'ProductID',
  'EncodeID',
  'AvailID',
  'Metadata',
  'AltID',
  'SuppressionLiftDate',
  'SpecialPreOrderFulfillDate',
  'ReleaseYear',
  'ReleaseHistoryOriginal',
  'ReleaseHistoryPhysicalHV',
  'ExceptionFlag',
  'RatingSystem',
  'RatingValue',
  'RatingReason',
  'RentalDuration',
  'WatchDuration',
  'CaptionIncluded',
  'CaptionExemption',
  'Any',
  'ContractID',
  'ServiceProvider',
  'TotalRunTime',
  'HoldbackLanguage',
  'HoldbackExclusionLanguage',
  'Under',
] as const;

export type AvailsColumn = (typeof availsColumns)[number];
export type AvailsRow = Partial<Record<AvailsColumn, string>>;

/** Our rights in the words of the sheet. What the sheet has no word for is named by our own code in LicenseRightsDescription. */
export const licenceTypes: Readonly<Record<string, string>> = {
  cinema: 'Theatrical',
  broadcast: 'Broadcast',
  svod: 'SVOD',
  avod: 'AVOD',
  tvod: 'VOD',
};

/** The open end, as the sheet writes it. */
export const openEnd = 'Open';

/** What a row says of exclusivity, in the column OtherTerms. `available` begins what is offered; anything else declares. */
export const declaredTerms = ['exclusive', 'sole', 'non-exclusive', 'own use', 'holdback'] as const;
export const available = 'available';
/** What a row says whose publisher has no rights in the places it names. */
export const noRights = 'no rights';

/** A row's cells in the order of the columns. */
export function cellsOfRow(row: AvailsRow): string[] {
  return availsColumns.map((column) => row[column] ?? '');
}
