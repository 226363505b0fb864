/** The editor of a block, loaded when the first one is opened. */

import { createEditor } from "prism-code-editor";
import { defaultCommands, editHistory, setIgnoreTab } from "prism-code-editor/commands";
import "prism-code-editor/prism/languages/python";
import type { EditorScript } from "../live/editing.ts";

const script: EditorScript = {
  open(place, text, label, changed) {
    const editor = createEditor(
      place,
      { language: "python", value: text, tabSize: 4, insertSpaces: true, wordWrap: true, lineNumbers: false },
      defaultCommands(),
      editHistory(),
    );
    setIgnoreTab(true); // Tab leads out of the editor, as out of any field
    editor.textarea.ariaLabel = label;
    editor.on("update", (value) => changed(value));
    return {
      get text() {
        return editor.value;
      },
      focus: () => editor.textarea.focus(),
      remove: () => editor.remove(),
    };
  },
};

window.bookEditor = script;
