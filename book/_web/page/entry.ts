/** What every page gains from JavaScript; without it nothing is missing. */

import "./global.ts";
import { offerChecks } from "./exercises.ts";
import { offerLoader } from "./loading.ts";
import { followMicroscopes } from "./microscopes.ts";
import { addToolbar, followTools } from "./toolbar.ts";
import { followChoice } from "./versions.ts";

offerLoader();
for (const figure of document.querySelectorAll<HTMLElement>("figure.snippet")) addToolbar(figure);
followTools();
offerChecks();
followChoice();
followMicroscopes();
