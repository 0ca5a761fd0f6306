import languages from './data/languages.json' with { type: 'json' };
import rights from './data/rights.json' with { type: 'json' };
import territories from './data/territories.json' with { type: 'json' };
import { hierarchy } from './hierarchy.ts';
import type { Hierarchies } from './scope.ts';

/**
 * The product's own hierarchies. Rights: this platform's terms of trade. Territories: every code of ISO 3166-1, grouped by UN M49
 * regions and by the groups of the trade. Languages: BCP 47, with `zxx` for what has no words and `mis` for any language not listed.
 * A leaf keeps its integer for ever: signed grants and exclusion constraints store it. New leaves take the next free integer.
 */
export const hierarchies: Hierarchies = {
  rights: hierarchy(rights.groups, rights.ids),
  territories: hierarchy(territories.groups, territories.ids),
  languages: hierarchy(languages.groups, languages.ids),
};
