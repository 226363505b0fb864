/** What every page gains from JavaScript; without it nothing is missing. */

import "./global.ts";
import { keepBook } from "../common/offline.ts";
import { offerLoader } from "./loading.ts";
import { followMicroscopes } from "./microscopes.ts";
import { addToolbar, followTools } from "./toolbar.ts";
import { followChoice } from "./versions.ts";

offerLoader();
for (const figure of document.querySelectorAll<HTMLElement>("figure.snippet")) addToolbar(figure);
followTools();
followChoice();
followMicroscopes();
addEventListener("load", keepBook);
