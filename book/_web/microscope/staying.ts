/**
 * Makes a change of something; if that has been scrolled past, what is in the window stays where it is. Browsers do this
 * themselves where they can tell what the reader looks at, which is not everywhere.
 */
export function staying<Made>(place: Element, change: () => Made): Made {
  const { bottom } = place.getBoundingClientRect();
  const made = change();
  if (bottom < 0) scrollBy({ top: place.getBoundingClientRect().bottom - bottom, behavior: "instant" });
  return made;
}
