/** The part of an address after its `#`. */

/** Returns what a text from an address means; the text itself, if it is no proper one, as `50%`. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
