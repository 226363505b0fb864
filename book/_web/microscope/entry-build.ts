/** What the build of the book calls, under Node. */

export { filmstrip, type StripOptions, transferCount } from "./filmstrip.ts";
