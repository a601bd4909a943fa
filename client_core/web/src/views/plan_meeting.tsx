// The form of one meeting: a new one, or another time and place of one that is planned. What is
// typed is the time of the place, whatever the device's clock shows.
import { useEffect, useRef, useState } from "preact/hooks";

import { t } from "../i18n/index.ts";
import { useAct } from "../state/answer.ts";
import { useDraft } from "../state/drafts.ts";
import * as site from "../state/meeting_api.ts";
import type { Planned } from "../state/meeting_api.ts";
import { settings } from "../state/settings.ts";
import { momentOf, typedIn } from "../state/zones.ts";
import { Field } from "./field.tsx";
import { FaultNotice } from "./parts.tsx";
import { SaveRow } from "./save_row.tsx";

const nothing = { title: "", starts: "", minutes: "60", place: "", link: "", notes: "" };
type Typed = typeof nothing;

const typedOf = (of: Planned): Typed => ({
  title: of.title,
  starts: typedIn(of.zone, of.starts),
  minutes: String(of.minutes),
  place: of.place,
  link: of.link,
  notes: of.notes,
});

type Faults = Partial<Record<keyof Typed, string>>;
const minutesMax = 20_160;

function faultsOf(typed: Typed, zone: string): Faults {
  const faults: Faults = {};
  if (!typed.title.trim()) faults.title = t("fieldNeeded");
  if (Number.isNaN(momentOf(typed.starts, zone))) faults.starts = t("planStartsWrong");
  const minutes = Number(typed.minutes);
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > minutesMax) {
    faults.minutes = t("planMinutesWrong");
  }
  const link = typed.link.trim();
  if (!typed.place.trim() && !link) faults.place = t("planPlaceWrong");
  if (link && !/^https:\/\/\S+$/.test(link)) faults.link = t("planWebWrong");
  return faults;
}

export function PlanMeeting(props: {
  edition: string;
  zone: string;
  before: Planned | null; // that is changed
  done: () => void;
  stop: () => void;
  reload: () => void;
}) {
  const { edition, zone, before } = props;
  const draft = useDraft(
    `meeting/${edition}/${before?.id ?? "new"}`,
    before ? typedOf(before) : nothing,
  );
  const [tried, setTried] = useState(false);
  const { busy, fault, act, clear } = useAct();
  const typed = draft.value;
  // What was pressed may be gone; the form is begun again.
  const form = useRef<HTMLFormElement>(null);
  const begin = (): void => form.current?.querySelector("input")?.focus();
  useEffect(() => {
    if (before) begin();
  }, []);
  const faults = tried ? faultsOf(typed, zone) : {};
  const save = (): void => {
    setTried(true);
    if (Object.keys(faultsOf(typed, zone)).length > 0) return;
    act(async () => {
      const wish = {
        title: typed.title.trim(),
        starts: momentOf(typed.starts, zone),
        minutes: Number(typed.minutes),
        place: typed.place.trim(),
        link: typed.link.trim(),
        notes: typed.notes.trim(),
        language: before?.language ?? settings.value.language,
      };
      if (before) await site.change(edition, before, wish);
      else await site.plan(edition, wish);
      draft.drop();
      setTried(false);
      props.done();
    });
  };
  const field = (name: keyof Typed) => ({
    value: typed[name],
    change: (value: string) => draft.change({ [name]: value }),
    error: faults[name],
  });
  return (
    <form
      ref={form}
      class="card"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <h2>{before ? t("planChange") : t("planNew")}</h2>
      <Field label={t("planTitle")} required {...field("title")} />
      <Field
        label={t("planStarts")}
        hint={t("planStartsHint", { zone: zone.replaceAll("_", " ") })}
        kind="datetime-local"
        required
        {...field("starts")}
      />
      <Field label={t("planMinutes")} kind="number" required {...field("minutes")} />
      <Field label={t("planPlace")} hint={t("planPlaceHint")} {...field("place")} />
      <Field label={t("planWeb")} hint={t("planWebHint")} {...field("link")} />
      <Field label={t("planNotes")} lines={3} {...field("notes")} />
      <FaultNotice
        fault={fault}
        lookAgain={() => {
          clear();
          props.reload();
          begin();
        }}
      />
      <SaveRow
        save={before ? t("planChangeDo") : t("planDo")}
        icon="send"
        busy={busy}
        draft={draft}
        mayLeave={before !== null}
        left={() => {
          setTried(false);
          if (before) props.stop();
          else begin();
        }}
      />
    </form>
  );
}
