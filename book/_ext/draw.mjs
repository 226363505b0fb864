// Draws strips of recordings with the player's own code.
// usage: node draw.mjs FILM_MODULE   (jobs on standard input, results on standard output, both JSON)
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const { filmstrip } = await import(pathToFileURL(process.argv[2]).href);

function draw({ film, id, steps }) {
  try {
    const options = steps.length ? { id, steps } : { id };
    return { html: filmstrip(JSON.parse(readFileSync(film, "utf-8")), options) };
  } catch (error) {
    return { error: error.message };
  }
}

process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf-8")).map(draw)));
