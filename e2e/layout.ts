import type { Page } from '@playwright/test';

/**
 * What a reader of the page, as wide as it is now, does not get whole: texts cut off or sticking out of their box, lying on one
 * another or beside the window, and buttons of three lines. Texts that are meant to end in "…" are no fault. A line a fault.
 */
export function layoutFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const faults = new Set<string>();
    const described = (element: Element) => {
      const text = (element.textContent ?? '').trim().replace(/\s+/g, ' ').slice(0, 60);
      return `<${element.localName} class="${element.getAttribute('class')?.slice(0, 50) ?? ''}"> ${text}`;
    };
    const ancestors = (element: Element) => {
      const all: Element[] = [];
      for (let at: Element | null = element; at; at = at.parentElement) all.push(at);
      return all;
    };
    const wide = document.documentElement.scrollWidth - window.innerWidth;
    if (wide > 0) faults.add(`page ${wide} px wider than the window`);

    interface Line {
      readonly element: Element;
      readonly box: { left: number; right: number; top: number; bottom: number };
    }
    const lines: Line[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      if (!element || !node.nodeValue?.trim()) continue;
      if (element.closest('script, style, noscript, template, textarea, select, svg, .sr-only, .skip, [inert]'))
        continue;
      if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
      const chain = ancestors(element).map((at) => ({
        at,
        style: getComputedStyle(at),
        box: at.getBoundingClientRect(),
      }));
      // What is one pixel wide is for those who listen; what is clamped or ends in dots was meant to be cut.
      if (chain.some(({ style, box }) => style.position === 'absolute' && box.width <= 1)) continue;
      const scrolls = chain.some(({ style }) => /auto|scroll/.test(style.overflowX + style.overflowY));
      const meant = chain.some(({ style }) => style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none');
      const floating = chain.some(({ style }) => style.position === 'fixed' || style.position === 'sticky');
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const rect of range.getClientRects()) {
        if (rect.width < 2 || rect.height < 2) continue;
        if (!scrolls && !meant && (rect.left < -1 || rect.right > window.innerWidth + 1))
          faults.add(`beside the window: ${described(element)}`);
        if (!scrolls && !meant)
          for (const { at, style, box } of chain) {
            if (at === document.documentElement || at === document.body) break;
            const across = style.overflowX !== 'visible' && (rect.right > box.right + 1 || rect.left < box.left - 1);
            const down = style.overflowY !== 'visible' && rect.bottom > box.bottom + rect.height / 4;
            if (across || down) faults.add(`cut off: ${described(element)}`);
          }
        // A line's box is taller than its letters.
        const slack = rect.height * 0.22;
        if (!floating && !scrolls && !meant)
          lines.push({
            element,
            box: { left: rect.left, right: rect.right, top: rect.top + slack, bottom: rect.bottom - slack },
          });
      }
      const block = chain.find(({ style }) => style.display !== 'inline' && style.display !== 'contents');
      if (block && !meant && !scrolls && block.at.clientWidth > 0 && block.at.scrollWidth > block.at.clientWidth + 1)
        faults.add(`sticks out of its box: ${described(element)}`);
    }

    lines.sort((one, other) => one.box.top - other.box.top);
    lines.forEach((line, at) => {
      for (let next = at + 1; next < lines.length; next++) {
        const other = lines[next];
        if (!other || other.box.top >= line.box.bottom) break;
        if (other.element === line.element) continue;
        const across = Math.min(line.box.right, other.box.right) - Math.max(line.box.left, other.box.left);
        const down = Math.min(line.box.bottom, other.box.bottom) - Math.max(line.box.top, other.box.top);
        if (across > 2 && down > 2)
          faults.add(`on one another: ${described(line.element)} and ${described(other.element)}`);
      }
    });

    for (const button of document.querySelectorAll('button, [role="button"], a[class*="button"], summary')) {
      if (!button.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
      // A card that may be pressed as a whole holds blocks or several texts; a button holds words.
      if (button.querySelector('p, div, h1, h2, h3, h4, li, dl, br')) continue;
      if ([...button.children].filter((child) => child.localName !== 'svg').length > 1) continue;
      const range = document.createRange();
      range.selectNodeContents(button);
      const tops: number[] = [];
      for (const rect of range.getClientRects())
        if (rect.width > 2 && !tops.some((top) => Math.abs(top - rect.bottom) < rect.height * 0.6))
          tops.push(rect.bottom);
      if (tops.length > 2) faults.add(`a button of ${tops.length} lines: ${described(button)}`);
    }
    return [...faults];
  });
}
