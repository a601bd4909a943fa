// «Ascolta»: the page read aloud, each sentence marked while it is spoken. What was published with
// the course comes first; where that is not on the device, or there is none, a voice of this
// browser reads, if one lives here.
import type { RefObject } from "preact";
import { useEffect, useState } from "preact/hooks";

import { t } from "../i18n/index.ts";
import { useAct } from "../state/answer.ts";
import { ask, state } from "../state/engine.ts";
import type { Files } from "../state/files.ts";
import type { Page } from "../worker/protocol.ts";
import { LocalVoice } from "./local_voice.tsx";
import { Narration } from "./narration.tsx";
import { Button, FaultNotice, Notice } from "./parts.tsx";

// The address of a file of the course, once it is known whether it is here.
type Looked = { kind: "looking" } | { kind: "here"; address: string } | { kind: "away" };

function useFile(files: Files, path: string | undefined): Looked {
  const [looked, setLooked] = useState<Looked>({ kind: "looking" });
  const revision = state.value.revisions.courses; // more parts may have come
  useEffect(() => {
    if (!path) return;
    let gone = false;
    files.address(path).then(
      (address) => gone || setLooked({ kind: "here", address }),
      () => gone || setLooked({ kind: "away" }),
    );
    return () => {
      gone = true;
    };
  }, [files, path, revision]);
  return looked;
}

function NotHere(props: { course: string }) {
  const { busy, fault, act } = useAct();
  const [asked, setAsked] = useState(false);
  return (
    <Notice kind="info">
      <p>{t("listenNotHere")}</p>
      {asked ? (
        <p role="status">{t("downloadRuns")}</p>
      ) : (
        <Button
          kind="outline"
          small
          icon="download"
          busy={busy}
          onClick={() =>
            act(async () => {
              await ask("download", { course: props.course, parts: [] });
              setAsked(true);
            })
          }
        >
          {t("listenFetch")}
        </Button>
      )}
      <FaultNotice fault={fault} />
    </Notice>
  );
}

export function Listen(props: {
  of: RefObject<HTMLElement | null>;
  page: Page;
  files: Files;
  course: string;
}) {
  const { of, page, files } = props;
  const marks = useFile(files, page.narration?.marks);
  if (!page.narration) return <LocalVoice of={of} language={page.language} />;
  if (marks.kind === "looking") return null;
  if (marks.kind === "here") {
    return <Narration of={of} sound={page.narration.path} marks={marks.address} files={files} />;
  }
  return (
    <LocalVoice of={of} language={page.language} otherwise={<NotHere course={props.course} />} />
  );
}
