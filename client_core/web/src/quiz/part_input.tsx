// The field of one part of a question, for every kind there is. All of them are native controls, so
// that keyboard and screen reader work as the person knows them; ordering and matching have buttons
// and menus where others drag.
import { useEffect, useId, useRef, useState } from "preact/hooks";

import { number, t } from "../i18n/index.ts";
import type { Files } from "../state/files.ts";
import type { Question, QuestionPart } from "../worker/protocol.ts";
import { Icon } from "../views/icon.tsx";
import { Rich } from "./rich.tsx";
import { wordsOf } from "../views/sanitise.ts";
import { FileInput } from "./file_input.tsx";
import { orderOf } from "./answer_text.ts";
import type { Draft } from "./answer_text.ts";

export interface PartProps {
  question: Question;
  part: QuestionPart;
  files: Files;
  draft: Draft;
  change: (draft: Draft) => void;
  disabled: boolean;
  inline: boolean;
}

const optionTrue = "0000000000000001";
const optionFalse = "0000000000000002";

export function OptionWords(props: { option: { id: string; html: string } }) {
  const { id, html } = props.option;
  if (!html && id === optionTrue) return <>{t("answerTrue")}</>;
  if (!html && id === optionFalse) return <>{t("answerFalse")}</>;
  return <Rich html={html} />;
}

function optionText(option: { id: string; html: string }): string {
  if (!option.html && option.id === optionTrue) return t("answerTrue");
  if (!option.html && option.id === optionFalse) return t("answerFalse");
  return wordsOf(option.html);
}

// The places on a picture are named beside it, so that they can be picked without pointing.
function PartPicture(props: { part: QuestionPart; files: Files }) {
  const { picture } = props.part;
  const [address, setAddress] = useState("");
  useEffect(() => {
    if (picture) props.files.address(picture.path).then(setAddress, () => {});
  }, [picture?.path]);
  if (!picture) return null;
  return (
    <p>
      <img
        src={address || undefined}
        width={picture.width || undefined}
        height={picture.height || undefined}
        alt={picture.alternative}
      />
    </p>
  );
}

function Choice(props: PartProps) {
  const { part, draft, change } = props;
  const name = useId();
  const one = part.chosen_max === 1;
  const most = part.chosen_max ?? 0;
  const full = most > 1 && draft.chosen.length >= most;
  const pick = (id: string, on: boolean): void => {
    if (one) change({ ...draft, chosen: [id] });
    else
      change({
        ...draft,
        chosen: on ? [...draft.chosen, id] : draft.chosen.filter((each) => each !== id),
      });
  };
  return (
    <div class="answers">
      {(part.options ?? []).map((option) => (
        <label class="form-check answer" key={option.id}>
          <input
            type={one ? "radio" : "checkbox"}
            name={name}
            checked={draft.chosen.includes(option.id)}
            disabled={props.disabled || (full && !draft.chosen.includes(option.id))}
            onChange={(event) => pick(option.id, event.currentTarget.checked)}
          />
          <span>
            <OptionWords option={option} />
          </span>
        </label>
      ))}
    </div>
  );
}

function Menu(props: {
  label: string;
  options: { id: string; html: string }[];
  value: string;
  disabled: boolean;
  change: (id: string) => void;
}) {
  return (
    <select
      class="form-control"
      aria-label={props.label}
      value={props.value}
      disabled={props.disabled}
      onChange={(event) => props.change(event.currentTarget.value)}
    >
      <option value="">{t("answerPick")}</option>
      {props.options.map((option) => (
        <option key={option.id} value={option.id}>
          {optionText(option)}
        </option>
      ))}
    </select>
  );
}

function Match(props: PartProps) {
  const { part, draft, change } = props;
  return (
    <ul class="match">
      {(part.left ?? []).map((left) => (
        <li key={left.id}>
          <span class="match-left">
            <OptionWords option={left} />
          </span>
          <Menu
            label={t("answerMatchFor", { left: optionText(left) })}
            options={part.options ?? []}
            value={draft.pairs[left.id] ?? ""}
            disabled={props.disabled}
            change={(id) => change({ ...draft, pairs: { ...draft.pairs, [left.id]: id } })}
          />
        </li>
      ))}
    </ul>
  );
}

function Order(props: PartProps) {
  const { part, draft, change } = props;
  const order = orderOf(part, draft);
  const list = useRef<HTMLOListElement>(null);
  const [said, say] = useState("");
  const [dragged, drag] = useState<string | null>(null);
  const [follow, setFollow] = useState<{ id: string; up: boolean } | null>(null);
  const optionOf = (id: string) => (part.options ?? []).find((option) => option.id === id);
  const moveTo = (id: string, to: number): void => {
    if (to < 0 || to >= order.length) return;
    const next = order.filter((each) => each !== id);
    next.splice(to, 0, id);
    change({ ...draft, chosen: next });
    const option = optionOf(id);
    say(
      t("orderMoved", { item: option ? optionText(option) : "", place: to + 1, n: order.length }),
    );
  };
  // The focus goes along with the item, so that the same key moves it on.
  useEffect(() => {
    if (!follow) return;
    const row = list.current?.querySelector(`[data-item="${follow.id}"]`);
    const buttons = row?.querySelectorAll<HTMLButtonElement>("button:not(:disabled)");
    const wanted = row?.querySelector<HTMLButtonElement>(follow.up ? ".move-up" : ".move-down");
    (wanted && !wanted.disabled ? wanted : buttons?.[0])?.focus();
    setFollow(null);
  }, [follow]);
  return (
    <>
      <ol class="order" ref={list}>
        {order.map((id, index) => {
          const option = optionOf(id);
          if (!option) return null;
          const words = optionText(option);
          return (
            <li
              key={id}
              data-item={id}
              draggable={!props.disabled}
              class={dragged === id ? "is-dragged" : undefined}
              onDragStart={() => drag(id)}
              onDragEnd={() => drag(null)}
              onDragOver={(event) => event.preventDefault()}
              onDrop={(event) => {
                event.preventDefault();
                if (dragged && dragged !== id) moveTo(dragged, index);
              }}
            >
              <span class="order-place">{number(index + 1)}</span>
              <span class="order-words">
                <OptionWords option={option} />
              </span>
              <span class="order-moves">
                <button
                  type="button"
                  class="btn btn-outline btn-icon move-up"
                  aria-label={t("orderUp", { item: words })}
                  disabled={props.disabled || index === 0}
                  onClick={() => {
                    moveTo(id, index - 1);
                    setFollow({ id, up: true });
                  }}
                >
                  <Icon name="up" />
                </button>
                <button
                  type="button"
                  class="btn btn-outline btn-icon move-down"
                  aria-label={t("orderDown", { item: words })}
                  disabled={props.disabled || index === order.length - 1}
                  onClick={() => {
                    moveTo(id, index + 1);
                    setFollow({ id, up: false });
                  }}
                >
                  <Icon name="down" />
                </button>
              </span>
            </li>
          );
        })}
      </ol>
      <p class="visually-hidden" role="status">
        {said}
      </p>
    </>
  );
}

function Words(props: PartProps) {
  const { part, draft, change } = props;
  const label =
    part.label || (props.inline ? t("answerGap", { number: part.number }) : t("answerYours"));
  const shared = {
    class: "form-control",
    "aria-label": label,
    value: draft.words,
    disabled: props.disabled,
    dir: "auto" as const,
    onInput: (event: { currentTarget: { value: string } }) =>
      change({ ...draft, words: event.currentTarget.value }),
  };
  if (part.kind === "essay" || part.kind === "unknown") {
    return <textarea {...shared} rows={8} />;
  }
  const isNumber = part.kind === "number";
  return (
    <span class="typed">
      <input
        {...shared}
        type="text"
        autocomplete="off"
        spellcheck={false}
        inputMode={isNumber && (part.units ?? []).length === 0 ? "decimal" : "text"}
        size={props.inline ? 14 : 30}
      />
      {isNumber && (part.units ?? []).length > 0 ? (
        <span class="form-text">{t("answerUnits", { units: (part.units ?? []).join(", ") })}</span>
      ) : null}
    </span>
  );
}

export function PartInput(props: PartProps) {
  switch (props.part.kind) {
    case "choice":
      return props.inline ? (
        <Menu
          label={props.part.label || t("answerGap", { number: props.part.number })}
          options={props.part.options ?? []}
          value={props.draft.chosen[0] ?? ""}
          disabled={props.disabled}
          change={(id) => props.change({ ...props.draft, chosen: id ? [id] : [] })}
        />
      ) : (
        <Choice {...props} />
      );
    case "hotspot":
      return (
        <>
          <PartPicture part={props.part} files={props.files} />
          <Choice {...props} />
        </>
      );
    case "match":
    case "drag":
      return (
        <>
          <PartPicture part={props.part} files={props.files} />
          <Match {...props} />
        </>
      );
    case "order":
      return <Order {...props} />;
    case "file":
      return props.part.limits ? (
        <FileInput
          label={props.part.label || t("fileLabel")}
          limits={props.part.limits}
          files={props.draft.files}
          disabled={props.disabled}
          change={(files) => props.change({ ...props.draft, files })}
        />
      ) : null;
    default:
      return <Words {...props} />;
  }
}
