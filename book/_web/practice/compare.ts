/** Compares what the reader expects with what is printed: white space is forgiven, nothing else. */

const TRACEBACK = "Traceback (most recent call last):\n";

const linesOf = (text: string) => text.trimEnd().split(/\r\n?|\n/);

/** Returns a line with blanks only where they part two words, or a sign from nothing. */
const essence = (line: string) =>
  line
    .trim()
    .replace(/\s+/g, " ")
    .replace(/(?<![\p{L}\p{N}_]) | (?![\p{L}\p{N}_])/gu, "");

/** Returns the lines that are asked for: of a traceback the last one will do. */
export function asked(expected: string): string[] {
  const lines = linesOf(expected);
  return expected.startsWith(TRACEBACK) ? lines.slice(-1) : lines;
}

/** Returns the number of the first line that is not as expected, or 0: then the answer is right. */
export function firstWrong(answer: string, expected: string): number {
  const whole = difference(linesOf(answer), linesOf(expected));
  return whole && difference(linesOf(answer), asked(expected));
}

function difference(answer: readonly string[], expected: readonly string[]): number {
  for (let at = 0; at < Math.max(answer.length, expected.length); at++)
    if (essence(answer[at] ?? "") !== essence(expected[at] ?? "")) return at + 1;
  return 0;
}
