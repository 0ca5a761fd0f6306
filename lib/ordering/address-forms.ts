import { chinaProvinces } from './china.ts';

export type AddressField = 'name' | 'line1' | 'line2' | 'district' | 'city' | 'region' | 'postalCode' | 'phone';
/** What the largest part of an address is called in a country; its words are in messages (address.region.*). */
export type RegionWord = 'province' | 'county' | 'state' | 'voivodeship' | 'prefecture' | 'region' | 'area' | 'canton';

export interface AddressForm {
  /** The fields in the order in which the country writes and asks for them. */
  readonly fields: readonly AddressField[];
  readonly required: readonly AddressField[];
  readonly regionWord: RegionWord;
  /** What may be chosen in the field; anything else may be typed. */
  readonly regions: readonly string[];
  readonly cities: readonly string[];
  readonly districts: readonly string[];
  /** The shape of its postal codes, and one as an example; null where there are none, or any short text will do. */
  readonly postalCode: { readonly pattern: RegExp; readonly example: string } | null;
}

const western: readonly AddressField[] = ['name', 'line1', 'line2', 'postalCode', 'city', 'phone'];
const withRegion: readonly AddressField[] = ['name', 'line1', 'line2', 'postalCode', 'city', 'region', 'phone'];
const cityFirst: readonly AddressField[] = ['name', 'city', 'line1', 'line2', 'postalCode', 'phone'];
const downwards: readonly AddressField[] = [
  'name',
  'region',
  'city',
  'district',
  'line1',
  'line2',
  'postalCode',
  'phone',
];
const usual = { required: ['name', 'line1', 'postalCode', 'city'], regionWord: 'region' } as const;
const nothing: readonly string[] = [];

const hongKong =
  '中西區 東區 南區 灣仔區 九龍城區 觀塘區 深水埗區 黃大仙區 油尖旺區 離島區 葵青區 北區 西貢區 沙田區 大埔區 荃灣區 屯門區 元朗區'.split(
    ' ',
  );
const macao = '花地瑪堂區 聖安多尼堂區 大堂區 望德堂區 風順堂區 嘉模堂區 路氹填海區 聖方濟各堂區'.split(' ');
const taiwan =
  '臺北市 新北市 桃園市 臺中市 臺南市 高雄市 基隆市 新竹市 嘉義市 新竹縣 苗栗縣 彰化縣 南投縣 雲林縣 嘉義縣 屏東縣 宜蘭縣 花蓮縣 臺東縣 澎湖縣 金門縣 連江縣'.split(
    ' ',
  );
const poland =
  'dolnośląskie kujawsko-pomorskie lubelskie lubuskie łódzkie małopolskie mazowieckie opolskie podkarpackie podlaskie pomorskie śląskie świętokrzyskie warmińsko-mazurskie wielkopolskie zachodniopomorskie'.split(
    ' ',
  );
const romania =
  'Alba,Arad,Argeș,Bacău,Bihor,Bistrița-Năsăud,Botoșani,Brașov,Brăila,București,Buzău,Caraș-Severin,Călărași,Cluj,Constanța,Covasna,Dâmbovița,Dolj,Galați,Giurgiu,Gorj,Harghita,Hunedoara,Ialomița,Iași,Ilfov,Maramureș,Mehedinți,Mureș,Neamț,Olt,Prahova,Satu Mare,Sălaj,Sibiu,Suceava,Teleorman,Timiș,Tulcea,Vaslui,Vâlcea,Vrancea'.split(
    ',',
  );
const unitedStates =
  'AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY AS GU MP PR VI AA AE AP'.split(
    ' ',
  );
const spain =
  'A Coruña,Álava,Albacete,Alicante,Almería,Asturias,Ávila,Badajoz,Barcelona,Burgos,Cáceres,Cádiz,Cantabria,Castellón,Ceuta,Ciudad Real,Córdoba,Cuenca,Girona,Granada,Guadalajara,Guipúzcoa,Huelva,Huesca,Illes Balears,Jaén,La Rioja,Las Palmas,León,Lleida,Lugo,Madrid,Málaga,Melilla,Murcia,Navarra,Ourense,Palencia,Pontevedra,Salamanca,Santa Cruz de Tenerife,Segovia,Sevilla,Soria,Tarragona,Teruel,Toledo,Valencia,Valladolid,Vizcaya,Zamora,Zaragoza'.split(
    ',',
  );

/** Postal codes by country, as the Universal Postal Union's addressing pages give them, each with one that exists. */
const postalCodes: Readonly<Record<string, readonly [RegExp, string]>> = {
  AL: [/^\d{4}$/, '1001'],
  AT: [/^\d{4}$/, '1010'],
  BA: [/^\d{5}$/, '71000'],
  BE: [/^\d{4}$/, '1000'],
  BG: [/^\d{4}$/, '1000'],
  CH: [/^\d{4}$/, '8001'],
  CN: [/^\d{6}$/, '610000'],
  CY: [/^\d{4}$/, '1010'],
  CZ: [/^\d{3} ?\d{2}$/, '110 00'],
  DE: [/^\d{5}$/, '10115'],
  DK: [/^\d{4}$/, '1050'],
  EE: [/^\d{5}$/, '10111'],
  ES: [/^(0[1-9]|[1-4]\d|5[0-2])\d{3}$/, '28001'],
  FI: [/^\d{5}$/, '00100'],
  FR: [/^\d{5}$/, '75001'],
  GB: [/^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/i, 'SW1A 1AA'],
  GR: [/^\d{3} ?\d{2}$/, '105 57'],
  HR: [/^\d{5}$/, '10000'],
  HU: [/^\d{4}$/, '1051'],
  IE: [/^[A-Z]\d[\dW] ?[A-Z\d]{4}$/i, 'D02 X285'],
  IT: [/^\d{5}$/, '00184'],
  JP: [/^\d{3}-?\d{4}$/, '100-0001'],
  KR: [/^\d{5}$/, '03051'],
  LT: [/^(LT-)?\d{5}$/i, 'LT-01103'],
  LU: [/^(L-)?\d{4}$/i, '1648'],
  LV: [/^(LV-)?\d{4}$/i, 'LV-1050'],
  ME: [/^\d{5}$/, '81000'],
  MK: [/^\d{4}$/, '1000'],
  MT: [/^[A-Z]{3} ?\d{4}$/i, 'VLT 1117'],
  NL: [/^[1-9]\d{3} ?[A-Z]{2}$/i, '1012 AB'],
  NO: [/^\d{4}$/, '0154'],
  PL: [/^\d{2}-\d{3}$/, '00-950'],
  PT: [/^\d{4}-\d{3}$/, '1100-148'],
  RO: [/^\d{6}$/, '010011'],
  RS: [/^\d{5}$/, '11000'],
  SE: [/^\d{3} ?\d{2}$/, '111 29'],
  SG: [/^\d{6}$/, '048616'],
  SI: [/^\d{4}$/, '1000'],
  SK: [/^\d{3} ?\d{2}$/, '811 01'],
  TW: [/^\d{3}(-?\d{2,3})?$/, '100'],
  US: [/^\d{5}(-\d{4})?$/, '10001'],
  XK: [/^\d{5}$/, '10000'],
};

/** Where a country's form is another than street, postal code, city. */
const own: Readonly<Record<string, Partial<Omit<AddressForm, 'postalCode'>>>> = {
  CN: {
    fields: downwards,
    required: ['name', 'region', 'city', 'line1', 'postalCode', 'phone'],
    regionWord: 'province',
    regions: chinaProvinces.map(({ name }) => name),
  },
  TW: { fields: downwards, required: ['name', 'region', 'line1', 'postalCode'], regionWord: 'county', regions: taiwan },
  HK: {
    fields: ['name', 'district', 'line1', 'line2', 'phone'],
    required: ['name', 'district', 'line1'],
    districts: hongKong,
  },
  MO: {
    fields: ['name', 'district', 'line1', 'line2', 'phone'],
    required: ['name', 'line1'],
    districts: macao,
  },
  HU: { fields: cityFirst },
  GB: {
    fields: ['name', 'line1', 'line2', 'city', 'region', 'postalCode', 'phone'],
    regionWord: 'county',
  },
  IE: {
    fields: ['name', 'line1', 'line2', 'city', 'region', 'postalCode', 'phone'],
    required: ['name', 'line1', 'city'],
    regionWord: 'county',
  },
  US: {
    fields: ['name', 'line1', 'line2', 'city', 'region', 'postalCode', 'phone'],
    required: ['name', 'line1', 'city', 'region', 'postalCode'],
    regionWord: 'state',
    regions: unitedStates,
  },
  PL: { fields: withRegion, regionWord: 'voivodeship', regions: poland },
  RO: {
    fields: withRegion,
    required: ['name', 'line1', 'postalCode', 'city', 'region'],
    regionWord: 'county',
    regions: romania,
  },
  ES: { fields: withRegion, regionWord: 'province', regions: spain },
  IT: { fields: withRegion, regionWord: 'province' },
  CH: { fields: western, regionWord: 'canton' },
  JP: {
    fields: ['name', 'postalCode', 'region', 'city', 'line1', 'line2', 'phone'],
    required: ['name', 'postalCode', 'region', 'city', 'line1'],
    regionWord: 'prefecture',
  },
  KR: {
    fields: ['name', 'region', 'city', 'line1', 'line2', 'postalCode', 'phone'],
    required: ['name', 'region', 'line1', 'postalCode'],
    regionWord: 'province',
  },
  SG: { fields: ['name', 'line1', 'line2', 'postalCode', 'phone'], required: ['name', 'line1', 'postalCode'] },
};

/** How an address of the country is asked for. A country that is not known is asked for street and city, with any postal code. */
export function addressForm(country: string): AddressForm {
  const known = postalCodes[country];
  return {
    fields: western,
    required: known ? usual.required : ['name', 'line1', 'city'],
    regionWord: usual.regionWord,
    regions: nothing,
    cities: nothing,
    districts: nothing,
    ...own[country],
    postalCode: known ? { pattern: known[0], example: known[1] } : null,
  };
}

/** A postal code as its country writes it: capital letters, without stray spaces, with the space or hyphen that belongs in it. */
export function tidyPostalCode(country: string, typed: string): string {
  const code = typed
    .normalize('NFKC')
    .trim()
    .toUpperCase()
    .replace(/\s+/g, ' ')
    .replace(/[‐‑–—]/g, '-');
  const bare = code.replace(/[\s-]/g, '');
  if (country === 'PL' && /^\d{5}$/.test(bare)) return `${bare.slice(0, 2)}-${bare.slice(2)}`;
  if (country === 'PT' && /^\d{7}$/.test(bare)) return `${bare.slice(0, 4)}-${bare.slice(4)}`;
  if (['CZ', 'SK', 'GR', 'SE'].includes(country) && /^\d{5}$/.test(bare)) return `${bare.slice(0, 3)} ${bare.slice(3)}`;
  if (country === 'NL' && /^\d{4}[A-Z]{2}$/.test(bare)) return `${bare.slice(0, 4)} ${bare.slice(4)}`;
  if (country === 'GB' && bare.length >= 5) return `${bare.slice(0, -3)} ${bare.slice(-3)}`;
  return code;
}
