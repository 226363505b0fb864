/** Markup as text that is HTML and well-formed XML at once, so that it serves pages and EPUB alike. */

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

/** What XML forbids in a document, even as a reference: a control character, half of a surrogate pair. */
const FORBIDDEN = /(?![\t\n\r\x7F-\x9F])[\p{Control}\p{Surrogate}\uFFFE\uFFFF]/gu;

/** Returns text fit for content and for attributes in double quotes. */
export const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign).replace(FORBIDDEN, "\uFFFD");

type Attribute = string | number | boolean | null | undefined;

/** Returns an element; false, null and undefined leave an attribute out, true gives it its own name. */
export function tag(
  name: string,
  attributes: Readonly<Record<string, Attribute>> = {},
  content?: string,
): string {
  let text = `<${name}`;
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    text += ` ${key}="${value === true ? key : escaped(String(value))}"`;
  }
  return content === undefined ? `${text}/>` : `${text}>${content}</${name}>`;
}

export const div = (classes: string, content: string): string => tag("div", { class: classes }, content);
export const span = (classes: string, content: string): string => tag("span", { class: classes }, content);
export const code = (text: string): string => tag("code", {}, escaped(text));

/** Returns the classes that are not empty, as one attribute. */
export const classes = (...names: readonly (string | false | null | undefined)[]): string =>
  names.filter(Boolean).join(" ");

/** A tag or a bracket after a space, or where long code goes on below rather than in the middle of a name; of a very
 * long name, where its parts meet. */
const JOINTS = /<[^>]*>[([]?|\s[([]|[.,=([](?=[^\s\d.,=)\]}])|(?<=\w{15})(?:_|[a-z](?=[A-Z]))(?=\w)/g;

/** Returns markup in which code may be broken where its parts meet. */
export const breakable = (html: string): string =>
  html.replace(JOINTS, (found) => (found.length > 1 ? found : `${found}<wbr/>`));

/** Returns a line of code, of which the rest is markup. What goes on below stands to the right of where it begins. */
export const codeLine = (indent: string, rest: string): string =>
  tag("code", {}, span("fm-indent", escaped(indent)) + span("fm-rest", breakable(rest)));

/** How many signs a line of code begins with that are blank. */
export const indentOf = (text: string): number => text.length - text.trimStart().length;

/** Code in a sentence stands between backticks. One inside of a value does not end it: a word goes on there. */
const QUOTED = /(^|[\s(])`(.+?)`(?=[\s.,;:)]|$)/gs;

/** Returns a sentence with the code in it marked as such. */
export function sentence(text: string): string {
  let done = 0;
  let html = "";
  for (const match of text.matchAll(QUOTED)) {
    html += escaped(text.slice(done, match.index) + (match[1] ?? "")) + code(match[2] ?? "");
    done = match.index + match[0].length;
  }
  return html + escaped(text.slice(done));
}
