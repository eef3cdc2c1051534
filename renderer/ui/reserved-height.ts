// Tells the style sheets how high an edge of the window is, so that the rest can leave room for it.
// Must not place anything itself.

import { useEffect, type RefObject } from 'react';

/** Keeps a custom property of the root at the height of the element, margins left out; gone with the element. */
export function useReservedHeight(
  property: '--strip-height' | '--messages-height',
  element: RefObject<HTMLElement | null>,
): void {
  useEffect(() => {
    const root = document.documentElement;
    const observer = new ResizeObserver(() => {
      root.style.setProperty(property, `${element.current?.offsetHeight ?? 0}px`);
    });
    if (element.current) observer.observe(element.current);
    return () => {
      observer.disconnect();
      root.style.removeProperty(property);
    };
  }, [property, element]);
}
