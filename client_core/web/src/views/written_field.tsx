// A field for a text in Markdown with a look at how it will show, made by the site as it will be.
import { useState } from "preact/hooks";

import { t } from "../i18n/index.ts";
import { Rich } from "../quiz/rich.tsx";
import { useAct } from "../state/answer.ts";
import { preview } from "../state/teaching_api.ts";
import { Field } from "./field.tsx";
import { Button, FaultNotice } from "./parts.tsx";

export function WrittenField(props: {
  label: string;
  value: string;
  change: (value: string) => void;
  lines: number;
  error?: string | undefined;
  required?: boolean;
}) {
  const [shown, setShown] = useState<{ of: string; html: string } | null>(null);
  const { busy, fault, act } = useAct();
  const look = (): void =>
    act(async () => {
      const { html } = await preview(props.value);
      setShown({ of: props.value, html });
    });
  return (
    <>
      <Field
        label={props.label}
        hint={t("writtenHint")}
        lines={props.lines}
        value={props.value}
        change={props.change}
        error={props.error}
        required={props.required ?? false}
      />
      <div class="button-row">
        <Button kind="outline" small busy={busy} disabled={!props.value.trim()} onClick={look}>
          {t("previewDo")}
        </Button>
      </div>
      <FaultNotice fault={fault} />
      {shown && shown.of === props.value ? (
        <div class="written-preview" role="group" aria-label={t("previewTitle")} dir="auto">
          <Rich html={shown.html} />
        </div>
      ) : null}
    </>
  );
}
