// Runs pytest on a CPython that is compiled to WebAssembly, under Node.
// usage: node everywhere.mjs PACKAGE FOLDER_OF_PYTEST ARGUMENT...
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { writeSync } from "node:fs";

const [, , packageName, packages, ...options] = process.argv;
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const entry = createRequire(import.meta.url).resolve(`${packageName}/pyodide.mjs`);
const { loadPyodide } = await import(pathToFileURL(entry).href);

const passedOn = ["ARCS", "CI", "HYPOTHESIS_STORAGE_DIRECTORY", "MUTANTS", "PYTEST_DISABLE_PLUGIN_AUTOLOAD", "NO_COLOR"];
const env = Object.fromEntries(passedOn.flatMap((name) => name in process.env ? [[name, process.env[name]]] : []));
const python = await loadPyodide({ env: { ...env, HOME: "/home/reader" } });

function write(bytes) {
  for (let done = 0; done < bytes.length; ) {
    try {
      done += writeSync(1, bytes, done);
    } catch (error) {
      if (error.code !== "EAGAIN") throw error;
    }
  }
  return bytes.length;
}
python.setStdout({ write });
python.setStderr({ write });

for (const [target, folder] of [["/book", root], ["/packages", packages]]) {
  python.FS.mkdirTree(target);
  python.FS.mount(python.FS.filesystems.NODEFS, { root: folder }, target);
}
python.FS.chdir("/book");
let running = "the collection of the tests";
const main = python.runPython(`
import sys
sys.path[:0] = ["/packages", "/book"]
def main(options, note):
    import pytest
    class Note:
        def pytest_runtest_logstart(self, nodeid):
            note(nodeid)
    return int(pytest.main(options.to_py(), [Note()]))
main
`);
let status = 1;
try {
  status = main(options, (test) => (running = test));
} catch (error) {
  write(Buffer.from(`\n${error}\nWebAssembly was ended by ${running}\n`));
}
process.exit(status);
