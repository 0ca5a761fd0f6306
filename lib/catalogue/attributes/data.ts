import { type Attribute, choice, number, plain, several } from './definition.ts';

const fashion = 'fashion-accessories';
const home = 'interior everyday';
const pictures = 'visual-arts calligraphy';
const files = 'software-design heritage-ip ai-assisted';
/** Languages that works are written, sung and spoken in here (ISO 639-1), and `zxx`: none at all. */
const languages = 'zh en bg bs cs el et hr hu lt lv mk pl ro sk sl sq sr de fr es ru ug bo mn zxx';
const length = { unit: 'cm', decimals: 1, max: 2_000 } as const;

/**
 * What listings say of themselves by category, in the order in which forms and pages show it. A new one needs its words in
 * messages/<locale>/attributes.json; one whose ranges move needs the facets of its listings made again.
 */
export const attributes: readonly Attribute[] = [
  // What it is.
  choice('object_type', home, 'tableware tea_coffee vase lighting textile rug decoration kitchen bath_body stationery'),
  choice('accessory_type', fashion, 'scarf jewellery bag clothing footwear headwear belt gloves pin other'),
  choice('toy_type', 'toys', 'puppet doll soft_toy wooden_toy kite craft_kit puzzle game figure'),
  choice('art_form', 'visual-arts', 'painting print poster drawing map sculpture textile_art paper_cut material'),
  choice('supply_type', 'calligraphy', 'work brush ink inkstone paper seal accessory'),
  choice('stage_kind', 'performing-arts', 'instrument puppet_theatre shadow_theatre theatre dance costume poster'),
  choice('film_kind', 'film', 'animation puppet_animation documentary fiction flip_book'),
  choice(
    'genre',
    'publishing',
    'picture_book fiction poetry comics non_fiction art_book activity notebook calendar cards',
  ),
  several('music_genre', 'digital-music', 'folk classical soundtrack electronic jazz field_recording opera'),
  several('game_genre', 'games', 'puzzle adventure memory dexterity strategy card'),
  choice('occasion', 'celebration', 'new_year spring_festival first_of_march easter christmas wedding birthday any'),
  // The work.
  several('language', 'publishing film digital-music games performing-arts', languages, {
    requiredIn: 'publishing',
    languages: true,
  }),
  several('subtitles', 'film', languages.replace(' zxx', ''), { languages: true }),
  plain('isbn', 'isbn', 'publishing'),
  number('pages', 'publishing', { max: 5_000, bands: [32, 64, 128, 256] }),
  choice('binding', 'publishing', 'hardback paperback spiral pamphlet board_book fold_out digital'),
  number('duration', 'film digital-music games performing-arts', { unit: 'min', max: 2_000, bands: [15, 45, 90] }),
  number('tracks', 'digital-music', { max: 500 }),
  number('tempo', 'digital-music', { unit: 'bpm', max: 400 }),
  several(
    'instrument',
    'digital-music performing-arts',
    'guzheng guqin pipa xun bells fiddle voice piano percussion beads',
  ),
  several('audio_format', 'digital-music', 'flac mp3 wav vinyl cd'),
  several('film_medium', 'film', 'bluray dvd file paper'),
  several('platform', 'games', 'tabletop windows macos linux switch ios android'),
  number('players_min', 'games', { max: 100 }),
  number('players_max', 'games', { max: 100, bands: [2, 3, 5] }),
  number('age_from', 'toys games publishing performing-arts', {
    unit: 'years',
    max: 99,
    bands: [3, 6, 9, 12, 16],
    requiredIn: 'toys',
  }),
  choice('age_rating', 'film', 'all 6 12 15 18'),
  choice('pegi', 'games', '3 7 12 16 18'),
  plain('year', 'year', `publishing film digital-music games heritage-ip ${pictures}`),
  plain('yes_no', 'illustrated', 'publishing'),
  // How it is made.
  several(
    'craft_technique',
    `${home} celebration`,
    'wheel_thrown hand_built slip_cast stamped hand_painted carved blown cut woven embroidered lace felted wirework hammered turned lacquered',
  ),
  several(
    'textile_technique',
    fashion,
    'handwoven embroidery lace batik brocade knitted felted printed hand_painted filigree chased braided',
  ),
  choice('print_technique', pictures, 'screen_print linocut woodcut letterpress etching digital hand_made'),
  choice('script_style', 'calligraphy', 'seal clerical regular running cursive'),
  choice('brush_hair', 'calligraphy', 'goat weasel mixed'),
  choice('paper_sizing', 'calligraphy', 'raw half_sized sized'),
  choice('amber_kind', fashion, 'natural modified reconstructed bonded'),
  choice('fineness', fashion, '800 925 950 999'),
  several(
    'colour',
    `${fashion} ${home} toys celebration`,
    'white grey black brown red orange yellow green blue violet pink gold silver multicolour',
  ),
  choice('audience', fashion, 'women men everybody children'),
  // Measures.
  number('height', `${home} toys celebration visual-arts publishing performing-arts`, {
    ...length,
    bands: [10, 20, 40],
  }),
  number('width', `${fashion} ${home} celebration ${pictures} publishing performing-arts`, length),
  number('length', `${fashion} ${home} calligraphy`, { ...length, bands: [50, 100, 150] }),
  number('diameter', home, { ...length, bands: [10, 20, 30] }),
  number('capacity', home, { unit: 'ml', max: 100_000, bands: [200, 500, 1_000] }),
  number('pieces', `${home} toys celebration calligraphy`, { max: 10_000 }),
  choice('orientation', `visual-arts ai-assisted`, 'portrait landscape square'),
  number('edition_size', 'visual-arts', { max: 100_000 }),
  plain('yes_no', 'framed', 'visual-arts'),
  plain('yes_no', 'signed', 'visual-arts'),
  number('paper_weight', pictures, { unit: 'gsm', max: 2_000 }),
  // Files and their use.
  several('file_format', `${files} publishing`, 'svg pdf epub png tiff jpeg dxf ai'),
  number('motifs', 'software-design heritage-ip', { max: 10_000, bands: [10, 25, 50] }),
  number('resolution', files, { unit: 'dpi', max: 10_000 }),
  plain('yes_no', 'seamless', 'software-design heritage-ip'),
  choice('colour_model', 'software-design', 'rgb cmyk one_colour'),
  several('usable_for', files, 'print textile embroidery cutting screen film game'),
  plain('yes_no', 'commercial_use', files),
  plain('yes_no', 'human_edited', 'ai-assisted'),
  number('delivery_days', 'software-design', { unit: 'days', max: 365 }),
  number('revisions', 'software-design', { max: 100 }),
  // Use and care.
  several(
    'care_method',
    `${fashion} ${home} toys`,
    'hand_wash machine_30 machine_40 machine_60 dry_clean wipe no_iron no_tumble',
  ),
  plain('yes_no', 'dishwasher_safe', home),
  plain('yes_no', 'food_safe', home),
  plain('yes_no', 'nickel_free', fashion),
  plain('yes_no', 'edible', 'celebration'),
  plain('yes_no', 'ce_marked', 'toys'),
  plain('yes_no', 'batteries', 'toys'),
];
