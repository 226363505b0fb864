/**
 * Makes a change of something; if that has been scrolled past, what is in the window stays where it is. Browsers do this
 * themselves where they can tell what the reader looks at, which is not everywhere.
 * What was never painted, and was not opened at a place of its own, has not been scrolled, and is not laid out for this.
 */
export function staying<Made>(place: Element, change: () => Made): Made {
  if (!location.hash && performance.getEntriesByType("paint").length === 0) return change();
  const { bottom } = place.getBoundingClientRect();
  const made = change();
  if (bottom < 0) scrollBy({ top: place.getBoundingClientRect().bottom - bottom, behavior: "instant" });
  return made;
}
