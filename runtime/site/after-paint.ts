const chunk = /<script src="(\/_next\/static\/chunks\/[^"]+\.js)" async=""><\/script>/g;
const hint = /<link rel="preload" as="script"[^>]*\/>/g;

/**
 * The page with Next's scripts loaded when it has been painted once. A page is whole without them, so letters and pictures go first over
 * a slow line; what the scripts add comes a frame later. A page that is not shown yet (a tab behind) does not wait for its first frame.
 */
export function scriptsAfterPaint(html: string): string {
  const scripts = [...html.matchAll(chunk)].map(([, src = '']) => src);
  const bare = html.replace(chunk, '').replace(hint, '');
  const end = bare.lastIndexOf('</body>');
  if (scripts.length === 0 || end < 0) return html;
  const load = `(function(){var loaded;function load(){if(loaded)return;loaded=1;${JSON.stringify(scripts)}.forEach(function(src){var script=document.createElement("script");script.src=src;document.head.appendChild(script)})}if(document.hidden||!self.PerformanceObserver)return load();new PerformanceObserver(function(list){if(list.getEntriesByName("first-contentful-paint")[0])load()}).observe({type:"paint",buffered:true});setTimeout(load,3000)})()`;
  return `${bare.slice(0, end)}<script>${load}</script>${bare.slice(end)}`;
}
