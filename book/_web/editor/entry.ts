/** The editor of a block, loaded when the first one is opened. */

import { createEditor } from "prism-code-editor";
import { defaultCommands, editHistory, setIgnoreTab } from "prism-code-editor/commands";
import "prism-code-editor/prism/languages/python";
import type { EditorScript } from "../live/editing.ts";

setIgnoreTab(true); // Tab leads out of the editors, as out of any field, until the reader wants it otherwise

const script: EditorScript = {
  open(place, text, label, hint, changed) {
    const editor = createEditor(
      null,
      { language: "python", value: text, tabSize: 4, insertSpaces: true, wordWrap: true, lineNumbers: false },
      defaultCommands(),
      editHistory(),
    );
    place.prepend(editor.container);
    editor.textarea.ariaLabel = label;
    editor.textarea.setAttribute("aria-describedby", hint);
    let isOurs = false;
    editor.on("update", (value) => {
      if (!isOurs) changed(value);
    });
    return {
      get text() {
        return editor.value;
      },
      set text(value) {
        isOurs = true;
        editor.setOptions({ value });
        isOurs = false;
      },
      focus: () => editor.textarea.focus(),
      remove: () => editor.remove(),
    };
  },
};

window.bookEditor = script;
