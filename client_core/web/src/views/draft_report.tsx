// What the check found, the worst first: what is wrong, in which file and line, how to mend it.
import { sentence, t } from "../i18n/index.ts";
import type { PlainKey } from "../i18n/index.ts";
import type { Draft, Finding, Severity } from "../state/course_drafts.ts";
import { Badge, Notice } from "./parts.tsx";
import type { NoticeKind } from "./parts.tsx";

type Of = NonNullable<Draft["report"]>;
const kinds: { severity: Severity; title: PlainKey; one: PlainKey; tone: NoticeKind }[] = [
  { severity: "error", title: "findErrors", one: "findError", tone: "danger" },
  { severity: "warning", title: "findWarnings", one: "findWarning", tone: "warning" },
  { severity: "advice", title: "findAdvices", one: "findAdvice", tone: "info" },
];

function Line(props: { finding: Finding; tone: NoticeKind; word: string }) {
  const { finding } = props;
  return (
    <li class="finding">
      <p class="finding-message">
        <Badge kind={props.tone}>{props.word}</Badge> <bdi>{sentence(finding.message)}</bdi>
      </p>
      {finding.mend ? (
        <p class="finding-mend">
          <strong>{t("findMend")}</strong> <bdi>{sentence(finding.mend)}</bdi>
        </p>
      ) : null}
      {finding.file ? (
        <p class="card-note">
          <bdi>{finding.file}</bdi>
          {finding.line > 0 ? ` · ${t("findLine", { line: finding.line })}` : ""}
        </p>
      ) : null}
    </li>
  );
}

export function Report(props: { report: Of }) {
  const { report } = props;
  const refused = report.outcome === "refused";
  return (
    <section class="section">
      <h2>{t("draftReport")}</h2>
      {refused ? (
        <Notice kind="danger" title={t("findRefused")}>
          <p>{t("findRefusedWhy")}</p>
        </Notice>
      ) : report.findings.length === 0 ? (
        <Notice kind="success" title={t("findNothing")} />
      ) : (
        <Notice kind="info" title={t("findUsable")}>
          <p>{t("findUsableWhy")}</p>
        </Notice>
      )}
      {kinds.map(({ severity, title, one, tone }) => {
        const found = report.findings.filter((finding) => finding.severity === severity);
        if (found.length === 0) return null;
        return (
          <section key={severity}>
            <h3>
              {t(title)} ({found.length})
            </h3>
            <ul class="findings">
              {found.map((finding, at) => (
                <Line key={at} finding={finding} tone={tone} word={t(one)} />
              ))}
            </ul>
          </section>
        );
      })}
    </section>
  );
}
