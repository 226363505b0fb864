/** What the page loads. */

import { FrameMicroscope } from "./element.ts";

if (!customElements.get("frame-microscope")) customElements.define("frame-microscope", FrameMicroscope);
