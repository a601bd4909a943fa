// For trainers: a file is brought, and what became of those brought before.
import { useEffect, useState } from "preact/hooks";

import { go } from "../app/router.ts";
import { moment, size, t } from "../i18n/index.ts";
import { faultOf } from "../state/answer.ts";
import type { Fault } from "../state/answer.ts";
import { addDraft, listDrafts } from "../state/course_drafts.ts";
import type { Draft } from "../state/course_drafts.ts";
import { hasSession } from "../state/site_api.ts";
import { send } from "../state/upload.ts";
import { DropZone, Interrupted, UnderWay } from "./drop_zone.tsx";
import { Badge, Empty, FaultNotice, Heading, Waiting } from "./parts.tsx";
import { BeginSession } from "./session.tsx";

export function DraftState(props: { draft: Draft }) {
  const { draft } = props;
  if (draft.state === "published") {
    return (
      <Badge kind="success" icon="check">
        {t("draftPublished", { version: draft.version ?? 0 })}
      </Badge>
    );
  }
  if (draft.state === "checking") return <Badge kind="info">{t("draftChecking")}</Badge>;
  return <Badge kind="neutral">{t("draftChecked")}</Badge>;
}

function Drafts(props: { drafts: Draft[] }) {
  if (props.drafts.length === 0) return <Empty title={t("draftsNone")} />;
  return (
    <ul class="draft-list">
      {props.drafts.map((draft) => (
        <li key={draft.id} class="card">
          <h3>
            <a href={`/app/upload/${draft.id}`}>
              <bdi>{draft.file}</bdi>
            </a>
          </h3>
          <p class="card-badges">
            <DraftState draft={draft} />
            <span class="card-note">
              {size(draft.bytes)} · {moment(draft.brought)}
            </span>
          </p>
        </li>
      ))}
    </ul>
  );
}

function Desk() {
  const [drafts, setDrafts] = useState<Draft[] | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const [round, setRound] = useState(0);
  useEffect(() => {
    listDrafts().then(
      ({ items }) => {
        setFault(null);
        setDrafts(items);
      },
      (thrown: unknown) => setFault(faultOf(thrown)),
    );
  }, [round]);
  if (fault) return <FaultNotice fault={fault} again={() => setRound(round + 1)} />;
  if (!drafts) return <Waiting />;
  const take = (file: File): void =>
    send(file, async (upload) => {
      const draft = await addDraft(upload, file.name);
      go(`/app/upload/${draft.id}`);
    });
  return (
    <>
      <Interrupted />
      <DropZone label={t("uploadDrop")} take={take} />
      <UnderWay />
      <section class="section">
        <h2>{t("drafts")}</h2>
        <Drafts drafts={drafts} />
      </section>
    </>
  );
}

export function Uploads() {
  return (
    <>
      <Heading lead={t("uploadLead")}>{t("navUpload")}</Heading>
      {hasSession() ? <Desk /> : <BeginSession />}
    </>
  );
}
