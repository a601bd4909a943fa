// A person's own notes below what they read: kept like any answer, and for nobody else.
import { useState } from "preact/hooks";

import { t } from "../i18n/index.ts";
import { useAct } from "../state/answer.ts";
import { ask } from "../state/engine.ts";
import type { Note } from "../worker/protocol.ts";
import { Field } from "./field.tsx";
import { Button, FaultNotice } from "./parts.tsx";

function Written(props: { note: Note; change: () => void; remove: () => void }) {
  const { note } = props;
  return (
    <li>
      <p class="note-text" dir="auto">
        {note.text}
      </p>
      <div class="button-row">
        <Button
          kind="outline"
          small
          label={t("noteChangeOf", { note: note.text })}
          onClick={props.change}
        >
          {t("noteChange")}
        </Button>
        <Button
          kind="outline"
          small
          icon="trash"
          label={t("noteRemoveOf", { note: note.text })}
          onClick={props.remove}
        >
          {t("noteRemove")}
        </Button>
      </div>
    </li>
  );
}

export function Notes(props: { unit: string; notes: Note[] }) {
  const [notes, setNotes] = useState(props.notes);
  const [text, setText] = useState("");
  const [changed, setChanged] = useState<Note | null>(null);
  const [told, tell] = useState("");
  const { busy, fault, act } = useAct();
  const write = (note: Note | null, words: string, done: string): void =>
    act(async () => {
      const earlier = note ? { note: note.note } : {};
      setNotes(await ask("writeNote", { unit: props.unit, ...earlier, text: words }));
      tell(done);
      // What is being typed about another note stays.
      if (note?.note !== changed?.note) return;
      setChanged(null);
      setText("");
    });
  return (
    <section class="section notes" aria-labelledby="notes-title">
      <h2 id="notes-title">{t("notesTitle")}</h2>
      {notes.length > 0 ? (
        <ul class="plain-list">
          {notes.map((note) => (
            <Written
              key={note.note}
              note={note}
              change={() => {
                setChanged(note);
                setText(note.text);
              }}
              remove={() => write(note, "", t("noteRemoved"))}
            />
          ))}
        </ul>
      ) : null}
      <form
        class="form-narrow"
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim()) write(changed, text.trim(), t("noteSaved"));
        }}
      >
        <Field
          label={changed ? t("noteChange") : t("noteNew")}
          hint={t("noteWhy")}
          lines={3}
          value={text}
          change={setText}
        />
        <FaultNotice fault={fault} />
        <Button kind="outline" submit busy={busy} disabled={!text.trim()}>
          {t("noteSave")}
        </Button>
        <p role="status">{told}</p>
      </form>
    </section>
  );
}
