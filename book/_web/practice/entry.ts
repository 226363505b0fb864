/** What the first prediction of a reader loads. */

import { ask } from "./asking.ts";

window.bookPractice = { ask };
