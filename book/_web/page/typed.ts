/** What is typed in a block: all of a listing, a session without prompts and outputs. */

export function typed(text: string): string {
  const lines = text.split("\n");
  if (!lines.some((line) => line.startsWith(">>> "))) return text;
  const found: string[] = [];
  let typing = false;
  for (const line of lines) {
    typing = line.startsWith(">>> ") || (typing && /^\.\.\.( |$)/.test(line));
    if (typing) found.push(line.slice(4));
  }
  return `${found.join("\n")}\n`;
}
