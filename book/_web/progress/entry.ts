/** What the page of the reader's progress loads. */

import { load } from "../common/loader.ts";
import { element } from "./markup.ts";
import { ProgressPage } from "./page.ts";

const place = document.querySelector<HTMLElement>(".progress-report");
if (place)
  load("items.js").then(
    () => window.bookItems && new ProgressPage(place, window.bookItems).show(),
    (error: Error) =>
      place.prepend(element("p", "", `${error.message} Load the page again to see the list.`)),
  );
