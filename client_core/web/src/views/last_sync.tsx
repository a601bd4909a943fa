// When a learner's devices last exchanged with the site, the one heard of last first. Of a single
// one that is all there is to say; several are told apart by the moment they joined, as on the
// learner's own page.
import { ago, moment, t } from "../i18n/index.ts";
import type { ClassDevice } from "../worker/protocol.ts";

function When(props: { at: number | null }) {
  if (props.at === null) return <>{t("never")}</>;
  return (
    <time dateTime={new Date(props.at).toISOString()} title={moment(props.at)}>
      {ago(props.at)}
    </time>
  );
}

function OneOfSeveral(props: { device: ClassDevice }) {
  const { device } = props;
  return (
    <li>
      <When at={device.last_contact} />
      <span class="card-note"> {t("classDevice", { when: moment(device.joined) })}</span>
      {device.silent ? <span class="device-silent"> {t("classSilent")}</span> : null}
    </li>
  );
}

export function LastSync(props: { of: ClassDevice[] | null }) {
  const { of } = props;
  if (!of) return <>–</>;
  if (of.length <= 1) return <When at={of[0]?.last_contact ?? null} />;
  return (
    <ul class="plain-list sync-list">
      {of.map((device) => (
        <OneOfSeveral key={device.joined} device={device} />
      ))}
    </ul>
  );
}
