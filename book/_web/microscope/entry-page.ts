/** What the page loads. */

import { FrameMicroscope } from "./player.ts";

if (!customElements.get("frame-microscope")) customElements.define("frame-microscope", FrameMicroscope);
