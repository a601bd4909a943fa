// The clock of a timed quiz. It is said aloud a few times only; by looking it is there always.
import { useEffect, useState } from "preact/hooks";

import { t } from "../i18n/index.ts";
import { Icon } from "../views/icon.tsx";

function text(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const pad = (value: number): string => String(value).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const rest = `${pad(Math.floor((seconds % 3600) / 60))}:${pad(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

const saidAtMinutes = [10, 5, 1];

export function TimeLeft(props: { leftMs: number; over: () => void }) {
  const [end] = useState(() => performance.now() + props.leftMs);
  const [left, setLeft] = useState(props.leftMs);
  useEffect(() => {
    const timer = setInterval(() => {
      const now = end - performance.now();
      setLeft(now);
      if (now > 0) return;
      clearInterval(timer);
      props.over();
    }, 1000);
    return () => clearInterval(timer);
  }, []);
  const minutes = saidAtMinutes.findLast((minute) => left <= minute * 60_000);
  return (
    <p class={`time-left${left < 60_000 ? " time-short" : ""}`}>
      <Icon name="clock" />
      <span>
        {t("timeLeft")} <strong dir="ltr">{text(left)}</strong>
      </span>
      <span class="visually-hidden" role="status">
        {minutes === undefined ? "" : t("timeLeftMinutes", { n: minutes })}
      </span>
    </p>
  );
}
