function digits(text: string): number[] {
  return [...text].map(Number);
}

function weighted(text: string, weights: readonly number[]): number {
  return digits(text).reduce((sum, digit, at) => sum + digit * (weights[at] ?? 0), 0);
}

/** Bulgaria: nine digits of the trade register (ЕИК), whose last checks the others. */
function bulgarian(tin: string): boolean {
  if (!/^\d{9}$/.test(tin)) return false;
  const first = weighted(tin.slice(0, 8), [1, 2, 3, 4, 5, 6, 7, 8]) % 11;
  const check = first < 10 ? first : (weighted(tin.slice(0, 8), [3, 4, 5, 6, 7, 8, 9, 10]) % 11) % 10;
  return check === Number(tin[8]);
}

/** Poland: NIP of ten digits. */
function polish(tin: string): boolean {
  return /^\d{10}$/.test(tin) && weighted(tin.slice(0, 9), [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 === Number(tin[9]);
}

/** Hungary: eight digits of the tax number, the last of which checks the others; the region's three may follow. */
function hungarian(tin: string): boolean {
  return /^\d{8}(\d{3})?$/.test(tin) && weighted(tin.slice(0, 8), [9, 7, 3, 1, 9, 7, 3, 1]) % 10 === 0;
}

/** Shapes where no check digit is known to us. */
const shapes: Readonly<Record<string, RegExp>> = {
  CZ: /^\d{8,10}$/,
  SK: /^\d{10}$/,
  RO: /^\d{2,10}$/,
  HR: /^\d{11}$/,
  SI: /^\d{8}$/,
  EE: /^\d{8}$/,
  LV: /^\d{11}$/,
  LT: /^\d{7}(\d{2})?$/,
  GR: /^\d{9}$/,
  CN: /^[0-9A-HJ-NPQRTUWXY]{18}$/,
};

const checks: Readonly<Record<string, (tin: string) => boolean>> = { BG: bulgarian, PL: polish, HU: hungarian };

/** Whether this can be a tax number of the country: by its check digit, its shape, or at least its length. */
export function validTin(tin: string, country: string): boolean {
  const check = checks[country];
  if (check) return check(tin);
  return (shapes[country] ?? /^[0-9A-Z]{4,20}$/).test(tin);
}
