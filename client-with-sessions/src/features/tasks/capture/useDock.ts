import { type RefObject, useEffect } from 'react';
import { useMedia } from '../../../ui/useMedia';

/** Where the line stands at the bottom of the page. */
const PHONE = '(max-width: 599px)';

/**
 * Tells the style sheets of a phone how high the line of the page is, and how much of the page a keyboard on the screen
 * covers.
 */
export function useDock(form: RefObject<HTMLElement | null>, isOfPage: boolean): void {
  const isDocked = useMedia(PHONE) && isOfPage;

  useEffect(() => {
    const seen = window.visualViewport;
    if (!isDocked || !form.current || !seen) return;
    const { style } = document.documentElement;
    const follow = () => {
      // Zoomed in, one sees less of the page too.
      const hidden = seen.scale > 1 ? 0 : window.innerHeight - seen.height - seen.offsetTop;
      style.setProperty('--keyboard', `${Math.max(0, Math.round(hidden))}px`);
    };
    const sizes = new ResizeObserver(() =>
      style.setProperty('--dock', `${form.current?.offsetHeight ?? 0}px`),
    );
    follow();
    sizes.observe(form.current);
    seen.addEventListener('resize', follow);
    seen.addEventListener('scroll', follow);
    return () => {
      sizes.disconnect();
      seen.removeEventListener('resize', follow);
      seen.removeEventListener('scroll', follow);
      style.removeProperty('--keyboard');
      style.removeProperty('--dock');
    };
  }, [form, isDocked]);
}
