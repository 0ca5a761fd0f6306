import outlines from '#app/_rights/map/outlines.json' with { type: 'json' };

function picture(): string {
  const { cee, china } = outlines;
  const paths = { ...cee.countries, around: cee.around, ...china.countries, thin: china.thin };
  const shapes = Object.entries(paths).map(([code, path]) => `<path id="${code}" d="${path}"/>`);
  const points = Object.entries(china.points).map(
    ([code, [x, y]]) => `<circle id="${code}" cx="${x}" cy="${y}" r="3.4"/>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg"><defs>${[...shapes, ...points].join('')}</defs></svg>`;
}

/** The outlines of the countries of a work's map, by their codes: one picture for all pages, kept by browsers. */
export function GET(): Response {
  return new Response(picture(), {
    headers: { 'content-type': 'image/svg+xml', 'cache-control': 'public, max-age=604800' },
  });
}
