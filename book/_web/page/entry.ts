/** What every page gains from JavaScript; without it nothing is missing. */

import "./global.ts";
import { load } from "../common/loader.ts";
import { keepBook } from "../common/offline.ts";
import { offerChecks } from "./exercises.ts";
import { offerLoader } from "./loading.ts";
import { followProgress } from "./marks.ts";
import { followMicroscopes } from "./microscopes.ts";
import { offerPredictions } from "./predictions.ts";
import { followReading } from "./reading.ts";
import { addToolbar, followTools, showEdits } from "./toolbar.ts";
import { followChoice } from "./versions.ts";

offerLoader();
for (const figure of document.querySelectorAll<HTMLElement>("figure.snippet")) addToolbar(figure);
offerPredictions();
followTools();
showEdits();
offerChecks();
followChoice();
followMicroscopes();
followProgress();
followReading();
if (document.querySelector(".progress-report")) load("progress.js").catch(() => undefined);
addEventListener("load", keepBook);
