const units = ['kilobyte', 'megabyte', 'gigabyte'] as const;

/**
 * The size of a file in bytes as a reader of the locale writes it, in the largest unit it fills (1 024 of the smaller are one): "86 MB",
 * "1,5 GB". A whole number of kB, from 1; of the larger with one decimal under ten.
 */
export function fileSize(bytes: number, locale: string): string {
  const rounded = (at: number) => {
    const amount = bytes / 1024 ** (at + 1);
    return at > 0 && amount < 10 ? Math.round(amount * 10) / 10 : Math.round(amount);
  };
  let at = 0;
  while (at < units.length - 1 && rounded(at) >= 1024) at += 1;
  const unit = units[at] ?? 'kilobyte';
  return new Intl.NumberFormat(locale, { style: 'unit', unit }).format(Math.max(1, rounded(at)));
}
