/** The least that Next can serve: one static page, nothing in front. What our pages are measured against. */
export default { turbopack: { root: new URL('../..', import.meta.url).pathname } };
