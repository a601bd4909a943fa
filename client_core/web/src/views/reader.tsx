// A page of a course: it shows the text, follows how far it was read, and gathers the time that the
// person had it before them.
import { useEffect, useRef, useState } from "preact/hooks";

import { t } from "../i18n/index.ts";
import { useAnswer, useAct } from "../state/answer.ts";
import { ask } from "../state/engine.ts";
import { Files } from "../state/files.ts";
import { spotAddress } from "../state/resume.ts";
import type { Page } from "../worker/protocol.ts";
import { AssignmentPart } from "./assignment.tsx";
import { Content } from "./content.tsx";
import { Listen } from "./listen.tsx";
import { Notes } from "./notes.tsx";
import { Player } from "./player.tsx";
import { Badge, Button, FaultNotice, Heading, Loaded, Notice } from "./parts.tsx";
import { Neighbours } from "./neighbours.tsx";
import type { UnitProps } from "./neighbours.tsx";

const turnEveryMs = 20_000;

// Seconds during which the page could be seen, and the furthest block that was on screen.
class Reading {
  furthest: number;
  #since: number | null = document.hidden ? null : performance.now();
  #seconds = 0;

  constructor(furthest: number) {
    this.furthest = furthest;
  }
  seen(visible: boolean): void {
    const now = performance.now();
    if (this.#since !== null) this.#seconds += (now - this.#since) / 1000;
    this.#since = visible ? now : null;
  }
  // Whole seconds since the last call; what is left counts the next time.
  take(): number {
    this.seen(!document.hidden);
    const whole = Math.floor(this.#seconds);
    this.#seconds -= whole;
    return whole;
  }
}

// What lies above the screen was passed: whoever jumps to the end has reached it, however little of
// the text a low screen shows there.
const orAbove = { rootMargin: "1000000px 0px 0px" };

function watchBlocks(into: HTMLElement, saw: (block: number) => void): IntersectionObserver {
  const observer = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (entry.isIntersecting) saw(Number((entry.target as HTMLElement).dataset["block"] ?? 0));
    }
  }, orAbove);
  for (const block of into.querySelectorAll("[data-block]")) observer.observe(block);
  return observer;
}

function useReading(name: string, page: Page, completed: () => void): (into: HTMLElement) => void {
  const reading = useRef(new Reading(page.furthest_block));
  const observer = useRef<IntersectionObserver | null>(null);
  const done = useRef(page.completed);
  useEffect(() => {
    const turn = (): void => {
      const seconds = reading.current.take();
      const furthestBlock = reading.current.furthest;
      ask("turnPage", { unit: name, furthestBlock, seconds }).then(
        (answer) => {
          if (answer.completed && !done.current) {
            done.current = true;
            completed();
          }
        },
        () => {},
      );
    };
    const visibility = (): void => {
      reading.current.seen(!document.hidden);
      if (document.hidden) turn();
    };
    const timer = setInterval(turn, turnEveryMs);
    document.addEventListener("visibilitychange", visibility);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", visibility);
      observer.current?.disconnect();
      turn();
    };
  }, [name]);
  return (into) => {
    observer.current?.disconnect();
    let told = false;
    observer.current = watchBlocks(into, (block) => {
      reading.current.furthest = Math.max(reading.current.furthest, block);
      // The end was reached: that is saved at once and not with the next turn.
      if (reading.current.furthest >= page.blocks && !done.current && !told) {
        told = true;
        const seconds = reading.current.take();
        ask("turnPage", { unit: name, furthestBlock: page.blocks, seconds }).then(
          (answer) => {
            if (!answer.completed) return;
            done.current = true;
            completed();
          },
          () => {},
        );
      }
    });
  };
}

function PageView(props: UnitProps & { page: Page }) {
  const { course, unit, page, name } = props;
  const [completed, setCompleted] = useState(page.completed);
  const [files] = useState(() => new Files(course.course.slug));
  useEffect(() => () => files.release(), [files]);
  const filled = useReading(name, page, () => setCompleted(true));
  const text = useRef<HTMLElement>(null);
  const { busy, fault, act } = useAct();
  const addressOf = (id: string): string | null => {
    const target = course.units.find((each) => each.unit === id);
    if (!target) return null;
    return spotAddress({ course: course.course.slug, module: target.module, unit: target.slug });
  };
  const declares = page.completed_by === "declared" && !completed;
  return (
    <article class="reader" ref={text}>
      <Heading>{page.title}</Heading>
      <div class="reader-tools">
        <Listen of={text} page={page} files={files} course={course.course.slug} />
        <Button kind="plain" small icon="print" onClick={() => print()}>
          {t("print")}
        </Button>
      </div>
      {page.noted ? null : (
        <Notice kind="warning" live>
          <p>{t("storageFull")}</p>
        </Notice>
      )}
      {page.media ? (
        <Player
          page={page}
          media={page.media}
          unit={name}
          files={files}
          completed={() => setCompleted(true)}
        />
      ) : (
        <Content
          html={page.html}
          files={files}
          language={page.language}
          rightToLeft={page.right_to_left}
          unitAddress={addressOf}
          fileMissing={t("fileMissing")}
          filled={filled}
        />
      )}
      {declares ? (
        <p>
          <Button
            icon="check"
            busy={busy}
            onClick={() =>
              act(async () => {
                await ask("declareCompleted", { unit: name });
                setCompleted(true);
              })
            }
          >
            {t("declareDone")}
          </Button>
        </p>
      ) : null}
      {page.assignment ? (
        <AssignmentPart
          unit={name}
          assignment={page.assignment}
          completed={() => setCompleted(true)}
        />
      ) : null}
      <FaultNotice fault={fault} />
      <p class="reader-state" role="status">
        {completed ? (
          <Badge kind="success" icon="check">
            {t("unitSaved")}
          </Badge>
        ) : null}
      </p>
      <Notes unit={name} notes={page.notes} />
      <Neighbours course={course} unit={unit} name={name} />
    </article>
  );
}

export function Reader(props: UnitProps) {
  const page = useAnswer("read", { unit: props.name });
  return <Loaded of={page}>{(value) => <PageView {...props} page={value} />}</Loaded>;
}
