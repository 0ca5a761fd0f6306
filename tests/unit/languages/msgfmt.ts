/** An entry as gettext reads it; `ctxt` is missing where there is no line for it. */
interface Entry {
  readonly line: number;
  ctxt?: string;
  id?: string;
  str?: string;
  fuzzy: boolean;
}

const written = /^(?:(msgctxt|msgid|msgstr) )?"(.*)"$/su;
/** gettext's po-lex.c: what may stand between quotes, and what may follow a backslash. */
const sound = /^(?:[^"\\\n]|\\(?:[nrtvbaf"\\]|[0-7]{1,3}|x[0-9a-fA-F]+))*$/u;
const fields = [
  'Project-Id-Version',
  'PO-Revision-Date',
  'Last-Translator',
  'Language-Team',
  'Language',
  'MIME-Version',
  'Content-Type',
  'Content-Transfer-Encoding',
];

/**
 * What `msgfmt -c` of GNU gettext would object to in a PO that has no plurals and no format flags, as its documentation and sources have it:
 * syntax, control sequences, a context and source given twice, a header without a field, an encoding that is none, and line ends that only one
 * of source and translation begins or ends with. For machines that have no gettext; where there is one, a test asks it the same.
 */
export function msgfmtFaults(bytes: Uint8Array): string[] {
  const faults: string[] = [];
  let text = '';
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return ['invalid multibyte sequence'];
  }
  const entries = entriesOf(text, faults);
  const seen = new Map<string, number>();
  for (const { line, ctxt, id, str, fuzzy } of entries) {
    if (id === undefined || str === undefined) {
      faults.push(`${line}: missing 'msgid' or 'msgstr' section`);
      continue;
    }
    const name = `${ctxt ?? ''}\u0004${id}`;
    if (seen.has(name)) faults.push(`${line}: duplicate message definition, first on ${seen.get(name)}`);
    seen.set(name, line);
    if (id === '' && ctxt === undefined) faults.push(...headerFaults(str));
    else if (str !== '' && !fuzzy) {
      if (id.startsWith('\\n') !== str.startsWith('\\n'))
        faults.push(`${line}: 'msgid' and 'msgstr' entries do not both begin with '\\n'`);
      if (endsLine(id) !== endsLine(str))
        faults.push(`${line}: 'msgid' and 'msgstr' entries do not both end with '\\n'`);
    }
  }
  if (!seen.has('\u0004')) faults.push('no header');
  return faults;
}

function entriesOf(text: string, faults: string[]): Entry[] {
  const entries: Entry[] = [];
  let entry: Entry | undefined;
  let into: 'ctxt' | 'id' | 'str' | undefined;
  let fuzzy = false;
  for (const [at, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    if (line.startsWith('#')) {
      fuzzy ||= /^#,.*\bfuzzy\b/.test(line);
      continue;
    }
    const match = written.exec(line);
    const [, keyword, said = ''] = match ?? [];
    if (!match || !sound.test(said) || (!keyword && !into)) {
      faults.push(`${at + 1}: syntax error`);
      continue;
    }
    const named =
      keyword === 'msgctxt' ? 'ctxt' : keyword === 'msgid' ? 'id' : keyword === 'msgstr' ? 'str' : undefined;
    if (named === 'ctxt' || (named === 'id' && into !== 'ctxt')) {
      entry = { line: at + 1, fuzzy };
      entries.push(entry);
      fuzzy = false;
    }
    into = named ?? into;
    if (entry && into) entry[into] = (named ? '' : (entry[into] ?? '')) + said;
  }
  return entries;
}

function endsLine(text: string): boolean {
  return /(?<!\\)(?:\\\\)*\\n$/.test(text);
}

function headerFaults(header: string): string[] {
  const lines = header.split('\\n');
  const missing = fields.filter((name) => !lines.some((line) => new RegExp(`^${name}: \\S`).test(line)));
  const told = missing.map((name) => `header field '${name}' missing`);
  return lines.some((line) => /^Content-Type: text\/plain; charset=UTF-8$/.test(line)) ? told : [...told, 'no charset'];
}
