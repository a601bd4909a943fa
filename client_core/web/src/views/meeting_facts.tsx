// When and where a meeting is, for its participants and for whoever planned it: by the clock of the
// device, and by that of the place where it shows another time.
import { span, t } from "../i18n/index.ts";
import { differsHere } from "../state/zones.ts";

export interface MeetingFacts {
  starts: number;
  minutes: number;
  zone: string;
  place: string;
  link: string;
  notes: string;
  cancelled: boolean;
  reason: string;
}

export const endOf = (of: { starts: number; minutes: number }): number =>
  of.starts + of.minutes * 60_000;

const hostOf = (link: string): string => {
  try {
    return new URL(link).host;
  } catch {
    return "";
  }
};

export function WhenAndWhere(props: { of: MeetingFacts }) {
  const { of } = props;
  const host = of.link.startsWith("https://") ? hostOf(of.link) : "";
  const when = span(of.starts, endOf(of));
  return (
    <>
      <p class="meeting-when">
        <time dateTime={new Date(of.starts).toISOString()}>
          {of.cancelled ? <s>{when}</s> : when}
        </time>
      </p>
      {differsHere(of.zone, of.starts) ? (
        <p class="card-note">
          {t("meetingThere", {
            zone: of.zone.replaceAll("_", " "),
            when: span(of.starts, endOf(of), of.zone),
          })}
        </p>
      ) : null}
      {of.cancelled && of.reason ? (
        <p>
          <bdi>{t("meetingReason", { reason: of.reason })}</bdi>
        </p>
      ) : null}
      {of.place ? (
        <p>
          <bdi>{of.place}</bdi>
        </p>
      ) : null}
      {host && !of.cancelled ? (
        <p>
          <a href={of.link} target="_blank" rel="noopener noreferrer">
            {t("meetingOpen", { host })}
          </a>
        </p>
      ) : null}
      {of.notes ? (
        <p class="meeting-notes">
          <bdi>{of.notes}</bdi>
        </p>
      ) : null}
    </>
  );
}
