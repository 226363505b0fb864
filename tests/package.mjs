// Installs a wheel into the pinned CPython, under Node, and runs a program there.
// usage: node package.mjs WHEEL PROGRAM
import { readFileSync } from "node:fs";
import { loadPyodide } from "pyodide";

const [, , wheel, program] = process.argv;
const python = await loadPyodide({ env: { HOME: "/home/reader" } });
try {
  const extractDir = python.runPython("import site; site.getsitepackages()[0]");
  python.unpackArchive(new Uint8Array(readFileSync(wheel)), "wheel", { extractDir });
  python.runPython(readFileSync(program, "utf-8"));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1; // thrown further, it would make Node print the line it comes from: all of Pyodide
}
