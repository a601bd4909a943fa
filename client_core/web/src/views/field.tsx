// Form fields: label, hint and error belong together for eyes and screen readers alike.
import { useId } from "preact/hooks";

export function Field(props: {
  label: string;
  value: string;
  change: (value: string) => void;
  hint?: string;
  error?: string | undefined;
  secret?: boolean;
  required?: boolean;
  autocomplete?: AutoFill;
  lines?: number;
  kind?: "datetime-local" | "number";
}) {
  const id = useId();
  const described = [props.hint ? `${id}-hint` : "", props.error ? `${id}-error` : ""];
  const shared = {
    id,
    value: props.value,
    required: props.required ?? false,
    class: "form-control",
    autoCapitalize: "off" as const,
    spellcheck: false,
    "aria-invalid": props.error ? ("true" as const) : undefined,
    "aria-describedby": described.filter(Boolean).join(" ") || undefined,
    onInput: (event: { currentTarget: { value: string } }) =>
      props.change(event.currentTarget.value),
  };
  return (
    <div class="form-group">
      <label for={id}>{props.label}</label>
      {props.hint ? (
        <p class="form-text" id={`${id}-hint`}>
          {props.hint}
        </p>
      ) : null}
      {props.lines ? (
        <textarea {...shared} rows={props.lines} />
      ) : props.secret ? (
        <input {...shared} type="password" autocomplete={props.autocomplete ?? "off"} />
      ) : props.kind === "datetime-local" ? (
        <input {...shared} type="datetime-local" />
      ) : props.kind === "number" ? (
        <input {...shared} type="number" inputMode="numeric" />
      ) : (
        <input {...shared} type="text" autocomplete={props.autocomplete ?? "off"} />
      )}
      {props.error ? (
        <p class="form-error" id={`${id}-error`}>
          {props.error}
        </p>
      ) : null}
    </div>
  );
}

export function Select(props: {
  label: string;
  value: string;
  options: [string, string][];
  change: (value: string) => void;
}) {
  const id = useId();
  return (
    <div class="form-group">
      <label for={id}>{props.label}</label>
      <select
        id={id}
        class="form-control"
        value={props.value}
        onChange={(event) => props.change(event.currentTarget.value)}
      >
        {props.options.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}
