// What the site told the participants of this person's editions. What is open here is read: on all
// devices of the person, once they synced. Needs no network.
import { useEffect, useState } from "preact/hooks";

import { moment, t } from "../i18n/index.ts";
import { Rich } from "../quiz/rich.tsx";
import { useAnswer } from "../state/answer.ts";
import { ask, state } from "../state/engine.ts";
import type { Announcement } from "../worker/protocol.ts";
import { Badge, Empty, Heading, Loaded } from "./parts.tsx";

function One(props: { of: Announcement; isNew: boolean }) {
  const { of } = props;
  const direction = of.right_to_left ? "rtl" : "ltr";
  return (
    <article class="card announcement" aria-labelledby={`announcement-${of.announcement}`}>
      <div class="answer-head">
        <h2 id={`announcement-${of.announcement}`} dir={direction} lang={of.language}>
          {of.title}
        </h2>
        {props.isNew ? <Badge kind="info">{t("announcementNew")}</Badge> : null}
      </div>
      <p class="card-note">
        <bdi>{of.course_title}</bdi> · {moment(of.published)}
        {of.written > of.published
          ? ` · ${t("announcementCorrected", { when: moment(of.written) })}`
          : ""}
      </p>
      <div dir={direction} lang={of.language}>
        <Rich html={of.html} />
      </div>
    </article>
  );
}

// They stay marked as new as long as one looks at them.
function Read(props: { of: Announcement[] }) {
  const [seenAsNew] = useState(() => new Set<string>());
  const fresh = props.of.filter((one) => one.new).map((one) => one.announcement);
  for (const id of fresh) seenAsNew.add(id);
  useEffect(() => {
    for (const announcement of fresh)
      void ask("announcementRead", { announcement }).catch(() => {});
  }, [fresh.join(" ")]);
  return (
    <>
      {props.of.map((one) => (
        <One key={one.announcement} of={one} isNew={seenAsNew.has(one.announcement)} />
      ))}
    </>
  );
}

export function Announcements() {
  const announcements = useAnswer("announcements", {}, state.value.link.exchangedAt);
  return (
    <>
      <Heading lead={t("announcementsLead")}>{t("navAnnouncements")}</Heading>
      <Loaded of={announcements}>
        {(value) =>
          value.length === 0 ? (
            <Empty title={t("announcementsNone")}>
              <p>{t("announcementsNoneWhy")}</p>
            </Empty>
          ) : (
            <Read of={value} />
          )
        }
      </Loaded>
    </>
  );
}
