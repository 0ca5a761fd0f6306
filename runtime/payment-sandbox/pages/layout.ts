/** Text made safe for HTML, between tags and inside quoted attributes. */
function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** HTML that may be put into a page as it stands. Only `markup` makes it. */
export interface Markup {
  readonly html: string;
}

type Part = string | number | Markup | readonly Markup[] | undefined | false;

function rendered(part: Part): string {
  if (part === undefined || part === false) return '';
  if (typeof part === 'object') return 'html' in part ? part.html : part.map((one) => one.html).join('');
  return escapeHtml(String(part));
}

/** A template whose values are escaped, unless they are markup themselves. */
export function markup(strings: TemplateStringsArray, ...parts: Part[]): Markup {
  return {
    html: strings.reduce(
      (text, string, index) => text + string + (index < parts.length ? rendered(parts[index]) : ''),
      '',
    ),
  };
}

interface Page {
  readonly lang: string;
  readonly title: string;
  readonly banner: string;
  readonly body: Markup;
  /** A wide page has room for tables. */
  readonly wide?: boolean;
}

export function layout({ lang, title, banner, body, wide = false }: Page): string {
  return markup`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:,">
${lang.startsWith('zh') && markup`<link rel="stylesheet" href="/assets/fonts/index.css">`}
<link rel="stylesheet" href="/assets/sandbox.css">
</head>
<body>
<header class="banner"><p>${banner}</p></header>
<main${wide ? { html: ' class="wide"' } : undefined}>
${body}
</main>
</body>
</html>
`.html;
}

/** The one stylesheet. Its colours have a contrast of 4.5 or more on their grounds, in both schemes. */
export const stylesheet = `
:root { color-scheme: light dark; --ground: #f6f5f2; --paper: #fff; --ink: #1c1b19; --soft: #5a564e; --line: #8c877c; --act: #0b5c55; --on-act: #fff; --bad: #a3161b; --note: #5c3b00; --note-ground: #ffe9b8; }
@media (prefers-color-scheme: dark) { :root { --ground: #171614; --paper: #211f1c; --ink: #f2efe9; --soft: #b9b3a7; --line: #837d72; --act: #7fd6cc; --on-act: #10201e; --bad: #ff9c96; --note: #ffe2a6; --note-ground: #4a3610; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1rem/1.55 system-ui, sans-serif; overflow-wrap: anywhere; }
:lang(zh) { font-family: system-ui, 'Noto Sans SC Variable', sans-serif; }
.banner p { margin: 0; }
.banner { padding: .6rem 1rem; background: var(--note-ground); color: var(--note); font-weight: 600; text-align: center; }
main { max-width: 32rem; margin: 0 auto; padding: 1rem; }
main.wide { max-width: 88rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 1rem 0 .25rem; }
h2 { font-size: 1.1rem; margin: 1.75rem 0 .5rem; }
.amount { font-size: 2rem; font-weight: 650; margin: 0 0 1rem; }
.soft, .hint { color: var(--soft); }
.hint { font-size: .9rem; margin: 0; }
section, form.box { background: var(--paper); border: 1px solid var(--line); border-radius: .6rem; padding: 1rem; margin: 1rem 0; }
section > h2:first-child { margin-top: 0; }
ul.lines { list-style: none; margin: 0; padding: 0; }
ul.lines li { display: flex; justify-content: space-between; gap: 1rem; padding: .35rem 0; }
ul.lines .sum { white-space: nowrap; font-variant-numeric: tabular-nums; }
.total { border-top: 1px solid var(--line); font-weight: 650; }
nav ul { display: flex; flex-wrap: wrap; gap: .5rem; list-style: none; margin: 0; padding: 0; }
nav a { display: block; padding: .55rem .9rem; min-height: 2.75rem; border: 1px solid var(--line); border-radius: .5rem; color: var(--ink); text-decoration: none; }
nav a[aria-current] { border: 2px solid var(--act); font-weight: 650; }
label, .field > .label { display: block; font-weight: 600; margin-top: .9rem; }
input, select { width: 100%; font: inherit; padding: .6rem .7rem; min-height: 2.75rem; margin-top: .2rem; border: 1px solid var(--line); border-radius: .4rem; background: var(--paper); color: var(--ink); }
input[aria-invalid=true], select[aria-invalid=true] { border: 2px solid var(--bad); }
.error, .alert { color: var(--bad); font-weight: 600; margin: .25rem 0 0; }
.alert { border: 2px solid var(--bad); border-radius: .5rem; padding: .7rem .9rem; margin: 1rem 0; }
.pair { display: grid; grid-template-columns: 1fr 1fr; column-gap: 1rem; align-items: start; }
.pair > * { display: grid; grid-row: span 4; grid-template-rows: subgrid; }
button, a.button { display: block; width: 100%; margin-top: 1.1rem; padding: .7rem 1rem; min-height: 2.9rem; font: inherit; font-weight: 650; text-align: center; text-decoration: none; color: var(--on-act); background: var(--act); border: 2px solid var(--act); border-radius: .5rem; cursor: pointer; }
button.second { background: transparent; color: var(--ink); border-color: var(--line); }
:focus-visible { outline: 3px solid var(--act); outline-offset: 2px; }
a { color: var(--act); }
.cancel { text-align: center; }
.cancel a { display: inline-block; padding: .6rem; }
table { border-collapse: collapse; width: max-content; min-width: 100%; font-size: .92rem; overflow-wrap: normal; }
th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border-bottom: 1px solid var(--line); }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.scroll { overflow-x: auto; }
.scroll code, .scroll .nowrap { white-space: nowrap; }
.inline { display: inline-block; }
.inline button { display: inline-block; width: auto; margin: 0; padding: .25rem .7rem; min-height: 2rem; }
.qr { display: block; width: 9rem; height: 9rem; margin: 1rem auto; color: var(--ink); }
code { font-size: .88em; }
`;
