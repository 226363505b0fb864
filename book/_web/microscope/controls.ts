/** The controls: they are made once, so that nothing takes the focus from them. */

import { choices } from "./instructions.ts";
import { LEVELS } from "./levels.ts";
import { drawing } from "./look.ts";
import { div, escaped, span, tag } from "./markup.ts";
import type { Recording } from "./recording.ts";

const ICONS: Readonly<Record<string, string>> = {
  first: "M2 1h1.6v10H2zM11 1v10L4.4 6z",
  back: "M10 1v10L2.6 6z",
  next: "M2 1v10L9.4 6z",
  last: "M8.4 1H10v10H8.4zM1 1v10l6.6-5z",
};

function button(command: string, text: string): string {
  const icon = ICONS[command];
  const content = icon
    ? drawing(12, 12, "fm-glyph fm-icon", tag("path", { d: icon })) + span("fm-word", text)
    : escaped(text);
  return tag("button", { type: "button", "data-command": command }, content);
}

const steps = (): string =>
  div(
    "fm-steps",
    button("first", "First") + button("back", "Back") + button("next", "Next") + button("last", "Last"),
  );

function levelChoice(group: string): string {
  const radios = LEVELS.map((level) =>
    tag("label", {}, `${tag("input", { type: "radio", name: group, value: level })} ${level}`),
  );
  return tag("fieldset", { class: "fm-levels" }, tag("legend", {}, "Step by") + radios.join(""));
}

const kbd = (text: string): string => tag("kbd", {}, text);

const keys = (): string =>
  div("fm-keys", `${kbd("←")} ${kbd("→")} step, ${kbd("T")} transfer, ${kbd("L")} line, ${kbd("P")} play`);

/** Returns the player, empty. `group` sets its radio buttons apart from those of other players. */
export function skeleton(recording: Recording, group: string): string {
  const frames = tag("div", { class: "fm-frames", role: "group", "aria-label": "Frames" }, "");
  const source = tag("div", { class: "fm-source", role: "group", "aria-label": "Source" }, "");
  const slider = tag("input", {
    type: "range",
    class: "fm-slider",
    min: 0,
    step: 1,
    "aria-label": "Step",
  });
  const position = tag("span", { class: "fm-position" }, "");
  const copy = tag("button", { type: "button", "data-command": "copy", class: "fm-copy" }, "Copy link");
  return [
    div("fm-stage", source + frames),
    tag("p", { class: "fm-say", "aria-live": "polite" }, ""),
    div("fm-band", div("fm-drawing", "") + slider),
    div(
      "fm-controls",
      steps() + button("play", "Play") + button("line", "Next line") + button("transfer", "Next transfer"),
    ),
    div("fm-foot", levelChoice(group) + keys() + div("fm-where", position + copy)),
    recording.steps.some((step) => step.output) ? printed() : "",
    listing(recording),
  ].join("");
}

const printed = (): string =>
  div(
    "fm-printed",
    span("fm-quiet", "Printed so far") +
      tag(
        "pre",
        {
          class: "fm-output",
          tabindex: 0,
          role: "group",
          "aria-label": "Printed so far",
        },
        "",
      ),
  );

function listing(recording: Recording): string {
  if (!recording.film.trace.frames.some((_, number) => recording.isFollowed(number))) return "";
  const select = tag("select", {}, choices(recording));
  const table = {
    class: "fm-table",
    tabindex: 0,
    role: "group",
    "aria-label": "Instructions",
    "data-scrolls": true,
  };
  const content = tag("label", {}, `of ${select}`) + tag("div", table, "");
  return tag("details", { class: "fm-instructions" }, tag("summary", {}, "Instructions") + content);
}
