// A draft: what the check found, how a learner will see it, what publishing changes, and the deed.
import { useEffect, useState } from "preact/hooks";

import { go } from "../app/router.ts";
import type { PageProps } from "../app/routes.ts";
import { t } from "../i18n/index.ts";
import { faultOf, useAct } from "../state/answer.ts";
import type { Fault } from "../state/answer.ts";
import * as drafts from "../state/course_drafts.ts";
import type { Draft } from "../state/course_drafts.ts";
import { hasSession } from "../state/site_api.ts";
import { send } from "../state/upload.ts";
import { Preview } from "./draft_preview.tsx";
import { Publication } from "./draft_publication.tsx";
import { Report } from "./draft_report.tsx";
import { DropZone, UnderWay } from "./drop_zone.tsx";
import { Button, FaultNotice, focusHeading, Heading, Notice, Waiting } from "./parts.tsx";
import { BeginSession } from "./session.tsx";
import { DraftState } from "./uploads.tsx";

const lookEveryMs = 1000;

// Saved under the name of the course, by the browser's own way.
async function saveFolder(draft: Draft): Promise<void> {
  const address = URL.createObjectURL(await drafts.draftFolder(draft.id));
  const link = document.createElement("a");
  link.href = address;
  link.download = `${draft.course?.title ?? draft.file}.zip`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

function Correct(props: { draft: Draft; replaced: () => void }) {
  const { draft } = props;
  const { busy, fault, act } = useAct();
  return (
    <section class="section">
      <h2>{t("draftCorrect")}</h2>
      <p>{t("draftCorrectWhy")}</p>
      <DropZone
        label={t("draftCorrectDrop")}
        take={(file) =>
          send(file, async (upload) => {
            await drafts.replaceDraft(draft.id, upload, file.name);
            props.replaced();
          })
        }
      />
      <UnderWay />
      <FaultNotice fault={fault} />
      <div class="button-row">
        {draft.course ? (
          <Button
            kind="outline"
            small
            icon="download"
            busy={busy}
            onClick={() => act(() => saveFolder(draft))}
          >
            {t("draftFolder")}
          </Button>
        ) : null}
        <Button
          kind="plain"
          small
          icon="trash"
          busy={busy}
          onClick={() =>
            act(async () => {
              await drafts.discardDraft(draft.id);
              go("/app/upload");
            })
          }
        >
          {t("draftDiscard")}
        </Button>
      </div>
    </section>
  );
}

function Shown(props: { draft: Draft; again: () => void }) {
  const { draft, again } = props;
  if (draft.state === "checking") return <Waiting label={t("draftReading")} />;
  const refused = draft.report?.outcome === "refused";
  return (
    <>
      {draft.state === "published" ? (
        <Notice kind="success" live title={t("draftPublished", { version: draft.version ?? 0 })}>
          <p>{t("draftPublishedWhy")}</p>
        </Notice>
      ) : null}
      {draft.report ? <Report report={draft.report} /> : null}
      {draft.course && !refused ? (
        <>
          <Preview draft={draft} course={draft.course} />
          {draft.state === "published" ? null : <Publication draft={draft} published={again} />}
        </>
      ) : null}
      <Correct draft={draft} replaced={again} />
    </>
  );
}

function Desk(props: { id: string }) {
  const [draft, setDraft] = useState<Draft | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const [round, setRound] = useState(0);
  useEffect(() => {
    let timer = 0;
    let wanted = true;
    const look = (): void => {
      drafts.getDraft(props.id).then(
        (found) => {
          if (!wanted) return;
          setFault(null);
          setDraft(found);
          if (found.state === "checking") timer = window.setTimeout(look, lookEveryMs);
        },
        (thrown: unknown) => wanted && setFault(faultOf(thrown)),
      );
    };
    look();
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [props.id, round]);
  const again = (): void => {
    setRound(round + 1);
    focusHeading();
  };
  return (
    <>
      <Heading title={draft?.course?.title ?? draft?.file ?? t("navUpload")}>
        {draft?.course?.title ?? draft?.file ?? t("navUpload")}
      </Heading>
      {draft ? (
        <p class="card-badges">
          <DraftState draft={draft} />
          <bdi class="card-note">{draft.file}</bdi>
        </p>
      ) : null}
      {fault ? <FaultNotice fault={fault} again={again} /> : null}
      {draft ? <Shown key={`${draft.id}-${round}`} draft={draft} again={again} /> : null}
      {draft || fault ? null : <Waiting />}
    </>
  );
}

export function DraftPage(props: PageProps) {
  const id = props.values["draft"] ?? "";
  return (
    <>
      <p>
        <a href="/app/upload">{t("draftsAll")}</a>
      </p>
      {hasSession() ? (
        <Desk id={id} />
      ) : (
        <>
          <Heading>{t("navUpload")}</Heading>
          <BeginSession />
        </>
      )}
    </>
  );
}
