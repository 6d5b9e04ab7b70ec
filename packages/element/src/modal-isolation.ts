/**
 * Puts the page to rest behind the modal: siblings inert, no scrolling, focus inside. Position, size and parent of the
 * iframe stay as Helcim set them, because its fields break otherwise. Returns what undoes all of it.
 */
export function isolateModal(
  frame: HTMLIFrameElement,
  title: string,
  fallbackFocus: HTMLElement,
): () => void {
  const root = document.documentElement;
  const { overflow } = root.style;
  let focused = document.activeElement as HTMLElement | null;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement as HTMLElement;
  const siblings = [...(frame.parentElement?.children ?? [])].filter(
    (sibling): sibling is HTMLElement =>
      sibling instanceof HTMLElement && sibling !== frame && !sibling.inert,
  );

  frame.title = title;
  frame.style.zIndex = '2147483646';
  // In a dark page an iframe without a scheme of its own would get an opaque backdrop.
  frame.style.colorScheme = 'light';
  root.style.overflow = 'hidden';
  for (const sibling of siblings) sibling.inert = true;
  frame.focus();

  return () => {
    for (const sibling of siblings) sibling.inert = false;
    root.style.overflow = overflow;
    (focused?.isConnected && focused !== document.body ? focused : fallbackFocus).focus();
  };
}
