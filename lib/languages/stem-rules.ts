/**
 * Light stemming by endings, on folded words (lower case, no diacritics, Cyrillic in Latin letters). Own rules and not Snowball's,
 * because people search without diacritics and Snowball's stems of `zolw` and `żółw` differ; light ones, because a wrong conflation
 * costs a reader more than a missed one.
 */
export interface StemRules {
  /** Endings tried longest first; the first that leaves `least` letters comes off. One pass an inner list. */
  readonly passes: readonly (readonly string[])[];
  /** Fewest letters an ending may leave. */
  readonly least: number;
  /** Vowels come off the end while at least `least` letters stay. */
  readonly trimVowels: boolean;
  /** Rewriting of what is left: fleeting vowels, palatalised consonants, adjectives of nouns. */
  readonly rewrites: readonly (readonly [RegExp, string])[];
}

const list = (endings: string): readonly string[] => endings.split(' ').sort((a, b) => b.length - a.length);

/** loutek–loutka, opanak–opanci, keramický–keramika, ceramiczny–ceramika. */
const slavicRewrites: StemRules['rewrites'] = [
  [/(?<=[^aeiou])[eao](?=[kc]$)/, ''],
  [/(?<=..)i(?:ck|czn|cn)$/, 'ik'],
  [/(?<=[^aeiou])c$/, 'k'],
];

const polish: StemRules = {
  passes: [
    list(
      'owego owemu owych owymi owym owej owie owi owa owe owy ami iami ach iach om iom ow iow ego iego emu iemu ej iej ymi imi ych ich ym im ' +
        'em iem a ia e ie i y o io u iu',
    ),
  ],
  least: 3,
  trimVowels: false,
  rewrites: slavicRewrites,
};

const czechSlovak: StemRules = {
  passes: [
    list(
      'ovymi ovych ovym oveho ovemu ovej ovou ovom ovo ova ove ovy ovi ovia ami emi iami mi ech ich ach iach och ata aty eho ieho emu iemu ymi imi ' +
        'ych ich ym im iho imu ou ej om em um am ho ov iou a e i o u y ie iu ia',
    ),
  ],
  least: 3,
  trimVowels: false,
  rewrites: slavicRewrites,
};

const southSlavic: StemRules = {
  passes: [
    list(
      'ovima evima ovi evi ova eva ove eve ama ima ega emu ami oga omu ome og om em im ih oj ov ev ah eh iju ija ije iji ijo a e i o u ju jo',
    ),
  ],
  least: 3,
  trimVowels: false,
  rewrites: slavicRewrites,
};

const bulgarian: StemRules = {
  passes: [
    list('ijata ijat jata jat ata ite eto oto ete ovete at ta to te'),
    list('ovci ove eve ija ii ja ju a i e o'),
  ],
  least: 3,
  trimVowels: true,
  rewrites: slavicRewrites,
};

const macedonian: StemRules = {
  passes: [list('ata ite ovite evite ot ta to te va no'), list('ovi evi inja ija ii a i e o')],
  least: 3,
  trimVowels: true,
  rewrites: slavicRewrites,
};

const hungarian: StemRules = {
  passes: [
    list('banak benek ban ben bol rol tol nak nek val vel hoz hez ert kent nal nel ra re ba be ig on en'),
    list('jaink jeink jai jei aink eink unk uk juk ja je ok ek ak at et ot k t'),
    list('ok ek ak k'),
  ],
  least: 4,
  trimVowels: true,
  rewrites: [],
};

const romanian: StemRules = {
  passes: [list('urilor iilor ilor elor iile urile ului iei uri ele ile ul ei ii lor')],
  least: 4,
  trimVowels: true,
  rewrites: [],
};

const albanian: StemRules = {
  passes: [list('eve ave ve et at it in un en ja je jes ne te s n t')],
  least: 4,
  trimVowels: true,
  rewrites: [],
};

const greek: StemRules = {
  passes: [list('γιου γιων για γι ιουσ ιων ιου ουσ εισ ησ ισ ου οσ οι ων ασ εσ υσ ια ιο ιοσ α η ο ι ε υ ω σ')],
  least: 3,
  trimVowels: false,
  rewrites: [[/[ιο]$/, '']],
};

const estonian: StemRules = {
  passes: [list('dega desse dest dele delt deks tega test tele sse st le lt ks ga ta na ni de te id ed ud d t l s')],
  least: 4,
  trimVowels: true,
  rewrites: [],
};

const latvian: StemRules = {
  passes: [list('ajiem ajam ajas ajos iem ais as es is us os am em im um ai ei ie s a e i u o')],
  least: 3,
  trimVowels: false,
  rewrites: [],
};

const lithuanian: StemRules = {
  passes: [
    list(
      'iuose iams iais iaus iomis emis omis iui iai iau iu io ais ams ose yse oms ems aus ui ai ei au as is ys us os es a e i o u y',
    ),
  ],
  least: 3,
  trimVowels: false,
  rewrites: [
    [/c$/, 't'],
    [/dz$/, 'd'],
  ],
};

/** vases–vase, potteries–pottery, embroidered–embroidery. */
const english: StemRules = {
  passes: [list('ies ings ing ed s y')],
  least: 3,
  trimVowels: false,
  rewrites: [[/(?<=..)e$/, '']],
};

/** Rules by locale; a language without rules is compared by whole words. */
export const stemRules: ReadonlyMap<string, StemRules> = new Map([
  ['en', english],
  ['bg', bulgarian],
  ['mk', macedonian],
  ['sr-Cyrl', southSlavic],
  ['sr-Latn', southSlavic],
  ['hr', southSlavic],
  ['bs', southSlavic],
  ['sl', southSlavic],
  ['pl', polish],
  ['cs', czechSlovak],
  ['sk', czechSlovak],
  ['hu', hungarian],
  ['ro', romanian],
  ['sq', albanian],
  ['el', greek],
  ['et', estonian],
  ['lv', latvian],
  ['lt', lithuanian],
]);
