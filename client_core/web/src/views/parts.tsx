// The small parts that all views are made of: buttons, notices, progress, headings, the states of
// something that is asked for.
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

import { sentence, share, t } from "../i18n/index.ts";
import type { Answered, Fault } from "../state/answer.ts";
import { Icon } from "./icon.tsx";
import type { IconName } from "./icon.tsx";

// The heading of a page takes the focus when one arrives there, so that screen readers begin with
// it; not when the app starts: there the first Tab leads to the way past the menus.
let isFirst = true;

export function Heading(props: {
  children: ComponentChildren;
  lead?: ComponentChildren;
  title?: string;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!isFirst) heading.current?.focus({ preventScroll: true });
    isFirst = false;
  }, []);
  const name = props.title ?? (typeof props.children === "string" ? props.children : "");
  useEffect(() => {
    document.title = name ? `${name} · Approdo` : "Approdo";
  }, [name]);
  return (
    <div class="page-heading">
      <h1 ref={heading} tabIndex={-1}>
        <bdi>{props.children}</bdi>
      </h1>
      {props.lead ? (
        <p class="lead">
          <bdi>{props.lead}</bdi>
        </p>
      ) : null}
    </div>
  );
}

// Where what had the focus is gone: screen readers go on from the top of the page.
export const focusHeading = (): void =>
  document.querySelector<HTMLElement>("main h1")?.focus({ preventScroll: true });

type ButtonKind = "primary" | "outline" | "danger" | "plain";

// An arrow that leads on stands behind the words, every other icon before them.
function Labelled(props: { icon?: IconName | undefined; children?: ComponentChildren }) {
  const icon = props.icon ? <Icon name={props.icon} /> : null;
  return (
    <>
      {props.icon === "next" ? null : icon}
      {props.children ? <span>{props.children}</span> : null}
      {props.icon === "next" ? icon : null}
    </>
  );
}

export function Button(props: {
  kind?: ButtonKind;
  icon?: IconName;
  busy?: boolean;
  disabled?: boolean;
  submit?: boolean;
  label?: string;
  small?: boolean;
  expanded?: boolean; // it shows and hides what follows it
  onClick?: () => void;
  children?: ComponentChildren;
}) {
  const kind = props.kind ?? "primary";
  return (
    <button
      type={props.submit ? "submit" : "button"}
      class={`btn btn-${kind}${props.small ? " btn-sm" : ""}`}
      disabled={props.disabled}
      aria-disabled={props.busy ? "true" : undefined}
      aria-label={props.label}
      aria-expanded={props.expanded}
      onClick={props.busy ? undefined : props.onClick}
    >
      <Labelled icon={props.icon}>{props.children}</Labelled>
    </button>
  );
}

export function LinkButton(props: {
  to: string;
  kind?: ButtonKind;
  icon?: IconName;
  children: ComponentChildren;
}) {
  return (
    <a class={`btn btn-${props.kind ?? "primary"}`} href={props.to}>
      <Labelled icon={props.icon}>{props.children}</Labelled>
    </a>
  );
}

export type NoticeKind = "info" | "success" | "warning" | "danger";
const noticeIcons: Record<NoticeKind, IconName> = {
  info: "info",
  success: "check",
  warning: "warning",
  danger: "error",
};

// `live`: it appears while the person is here, and has to be heard.
export function Notice(props: {
  kind: NoticeKind;
  title?: string;
  live?: boolean;
  children?: ComponentChildren;
}) {
  const role = props.live ? (props.kind === "danger" ? "alert" : "status") : undefined;
  return (
    <div class={`callout callout-${props.kind}`} role={role}>
      <Icon name={noticeIcons[props.kind]} />
      <div>
        {props.title ? <p class="callout-title">{props.title}</p> : null}
        {props.children}
      </div>
    </div>
  );
}

// `lookAgain`: somebody else was first, and the page can show what is there now.
export function FaultNotice(props: {
  fault: Fault | null;
  again?: () => void;
  lookAgain?: () => void;
}) {
  if (!props.fault) return null;
  return (
    <Notice kind="danger" title={t("wentWrong")} live>
      <p>{sentence(props.fault.message) || t("wentWrongUnknown")}</p>
      {props.again ? (
        <Button kind="outline" small onClick={props.again}>
          {t("tryAgain")}
        </Button>
      ) : null}
      {props.lookAgain && props.fault.code === "conflict" ? (
        <Button kind="outline" icon="sync" onClick={props.lookAgain}>
          {t("markLookAgain")}
        </Button>
      ) : null}
    </Notice>
  );
}

export function Empty(props: { title: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <Icon name="boat" />
      <p class="empty-title">{props.title}</p>
      {props.children}
    </div>
  );
}

// Says that something is on its way only when it takes longer than a glance.
export function Waiting(props: { label?: string }) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 300);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div class="waiting" role="status" aria-busy="true">
      {late ? (
        <>
          <span class="spinner" aria-hidden="true" />
          <span>{props.label ?? t("loading")}</span>
        </>
      ) : null}
    </div>
  );
}

export function Loaded<Value>(props: {
  of: Answered<Value>;
  children: (value: Value) => JSX.Element | null;
}) {
  const { of } = props;
  if (of.kind === "loading") return <Waiting />;
  if (of.kind === "failed") return <FaultNotice fault={of} again={of.again} />;
  return props.children(of.value);
}

export function Progress(props: { label: string; part: number; whole: number; words?: string }) {
  return (
    <div class="progress-line">
      <progress aria-label={props.label} value={props.part} max={Math.max(props.whole, 1)} />
      <span class="progress-words">{props.words ?? share(props.part, props.whole)}</span>
    </div>
  );
}

export function Badge(props: {
  kind: NoticeKind | "neutral";
  icon?: IconName;
  children: ComponentChildren;
}) {
  return (
    <span class={`badge badge-${props.kind}`}>
      {props.icon ? <Icon name={props.icon} /> : null}
      {props.children}
    </span>
  );
}

export function Facts(props: { of: [string, ComponentChildren][] }) {
  return (
    <dl class="facts">
      {props.of.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
