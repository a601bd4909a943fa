// A trainer's announcements to one edition: written, looked at, published, corrected, taken back.
// They are at the site, so it needs the network and a session; a draft survives a reload.
import { useEffect, useRef, useState } from "preact/hooks";

import type { PageProps } from "../app/routes.ts";
import { moment, t } from "../i18n/index.ts";
import { Rich } from "../quiz/rich.tsx";
import { faultOf, useAct, useAnswer } from "../state/answer.ts";
import type { Fault } from "../state/answer.ts";
import { useDraft } from "../state/drafts.ts";
import { settings } from "../state/settings.ts";
import { hasSession } from "../state/site_api.ts";
import * as teaching from "../state/teaching_api.ts";
import type { Announced } from "../state/teaching_api.ts";
import { Field } from "./field.tsx";
import { Button, FaultNotice, focusHeading, Heading, Waiting } from "./parts.tsx";
import { SaveRow } from "./save_row.tsx";
import { BeginSession } from "./session.tsx";
import { WrittenField } from "./written_field.tsx";

const nothing = { title: "", text: "" };

function Write(props: {
  edition: string;
  before: Announced | null; // that is corrected
  done: (words: string) => void;
  stop: () => void;
  reload: () => void;
}) {
  const { edition, before } = props;
  const saved = before ? { title: before.title, text: before.source } : nothing;
  const draft = useDraft(`announce/${edition}/${before?.id ?? "new"}`, saved);
  const [tried, setTried] = useState(false);
  const { busy, fault, act, clear } = useAct();
  const { title, text } = draft.value;
  const form = useRef<HTMLFormElement>(null);
  const begin = (): void => form.current?.querySelector("input")?.focus();
  useEffect(() => {
    if (before) begin();
  }, []);
  const publish = (): void => {
    setTried(true);
    if (!title.trim() || !text.trim()) return;
    act(async () => {
      const language = before?.language ?? settings.value.language;
      const words = { title: title.trim(), text, language };
      if (before) await teaching.correct(edition, before, words);
      else await teaching.announce(edition, words);
      draft.drop();
      setTried(false);
      props.done(before ? t("announceCorrected") : t("announcePublished"));
    });
  };
  return (
    <form
      ref={form}
      class="card"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        publish();
      }}
    >
      <h2>{before ? t("announceCorrect") : t("announceNew")}</h2>
      <Field
        label={t("announceTitle")}
        required
        value={title}
        change={(value) => draft.change({ title: value })}
        error={tried && !title.trim() ? t("fieldNeeded") : undefined}
      />
      <WrittenField
        label={t("announceText")}
        lines={7}
        required
        value={text}
        change={(value) => draft.change({ text: value })}
        error={tried && !text.trim() ? t("fieldNeeded") : undefined}
      />
      <FaultNotice
        fault={fault}
        lookAgain={() => {
          clear();
          props.reload();
          begin();
        }}
      />
      <SaveRow
        save={before ? t("announceCorrectDo") : t("announceDo")}
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

function One(props: {
  edition: string;
  of: Announced;
  correct: () => void;
  done: (words: string) => void;
}) {
  const { of } = props;
  const [asks, setAsks] = useState(false);
  const { busy, fault, act } = useAct();
  const withdraw = (): void =>
    act(async () => {
      await teaching.withdraw(props.edition, of);
      props.done(t("announceWithdrawn"));
    });
  return (
    <article class="card announcement" aria-labelledby={`announced-${of.id}`}>
      <h3 id={`announced-${of.id}`} dir="auto">
        {of.title}
      </h3>
      <p class="card-note">
        {moment(of.published)}
        {of.name ? ` · ${of.name}` : ""}
        {of.written > of.published
          ? ` · ${t("announcementCorrected", { when: moment(of.written) })}`
          : ""}
      </p>
      <div dir="auto">
        <Rich html={of.html} />
      </div>
      <FaultNotice fault={fault} />
      {asks ? <p role="status">{t("announceWithdrawSure")}</p> : null}
      <div class="button-row">
        {asks ? (
          <>
            <Button kind="danger" small busy={busy} onClick={withdraw}>
              {t("announceWithdrawDo")}
            </Button>
            <Button kind="outline" small onClick={() => setAsks(false)}>
              {t("announceKeep")}
            </Button>
          </>
        ) : (
          <>
            <Button
              kind="outline"
              small
              label={t("announceCorrectOf", { title: of.title })}
              onClick={props.correct}
            >
              {t("announceCorrectShort")}
            </Button>
            <Button
              kind="outline"
              small
              label={t("announceWithdrawOf", { title: of.title })}
              onClick={() => setAsks(true)}
            >
              {t("announceWithdraw")}
            </Button>
          </>
        )}
      </div>
    </article>
  );
}

function Board(props: { edition: string }) {
  const { edition } = props;
  const [rows, setRows] = useState<Announced[] | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const [corrected, setCorrected] = useState("");
  const [told, tell] = useState("");
  const [round, setRound] = useState(0);
  useEffect(() => {
    teaching.announcements(edition).then(
      ({ items }) => {
        setFault(null);
        setRows(items);
      },
      (thrown: unknown) => setFault(faultOf(thrown)),
    );
  }, [edition, round]);
  const place = useRef<HTMLParagraphElement>(null);
  const reload = (): void => setRound(round + 1);
  const done = (words: string): void => {
    tell(words);
    setCorrected("");
    reload();
    // What was pressed may be gone; what came of it is said here.
    place.current?.focus();
  };
  if (fault) return <FaultNotice fault={fault} again={reload} />;
  if (!rows) return <Waiting />;
  const before = rows.find((row) => row.id === corrected) ?? null;
  return (
    <>
      <Write
        key={before?.id ?? "new"}
        edition={edition}
        before={before}
        done={done}
        stop={() => {
          setCorrected("");
          focusHeading();
        }}
        reload={reload}
      />
      <p role="status" ref={place} tabIndex={-1}>
        {told}
      </p>
      <section class="section">
        <h2>{t("announceAll")}</h2>
        {rows.length === 0 ? <p>{t("announceNone")}</p> : null}
        {rows.map((row) => (
          <One
            key={row.id}
            edition={edition}
            of={row}
            correct={() => {
              setCorrected(row.id);
              window.scrollTo({ top: 0 });
            }}
            done={done}
          />
        ))}
      </section>
    </>
  );
}

export function Announce(props: PageProps) {
  const edition = props.values["edition"] ?? "";
  const classes = useAnswer("classes", { course: edition });
  const of = classes.kind === "here" ? classes.value[0] : undefined;
  return (
    <>
      <Heading lead={of ? `${of.course_title} — ${of.title}` : t("announceLead")}>
        {t("announceHeading")}
      </Heading>
      {hasSession() ? <Board edition={edition} /> : <BeginSession />}
      <p>
        <a href="/app/classes">{t("announceBack")}</a>
      </p>
    </>
  );
}
