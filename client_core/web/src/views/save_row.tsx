// The end of a form that keeps a draft: save it, let it be, and what became of it.
import { t } from "../i18n/index.ts";
import type { IconName } from "./icon.tsx";
import { Button } from "./parts.tsx";

export function SaveRow(props: {
  save: string;
  icon?: IconName;
  busy: boolean;
  draft: { isChanged: boolean; drop: () => void };
  mayLeave?: boolean; // also where nothing was written yet
  left: () => void;
  told?: string; // once it is saved
}) {
  const { draft } = props;
  return (
    <div class="button-row">
      <Button submit busy={props.busy} {...(props.icon ? { icon: props.icon } : {})}>
        {props.save}
      </Button>
      {props.mayLeave || draft.isChanged ? (
        <Button
          kind="plain"
          onClick={() => {
            draft.drop();
            props.left();
          }}
        >
          {t("draftDrop")}
        </Button>
      ) : null}
      <span class="save-state" role="status">
        {draft.isChanged ? t("draftKept") : props.told}
      </span>
    </div>
  );
}
