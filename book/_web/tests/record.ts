/** Records the programs that the tests look at, once for all of them. */

import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const here = import.meta.dirname;
const own = join(here, "../../../.venv/bin/python");

export default function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), "films-"));
  execFileSync(existsSync(own) ? own : "python3", [join(here, "films.py"), folder], { stdio: "inherit" });
  process.env.FILMS = folder;
  return () => rmSync(folder, { recursive: true });
}
