// A new passphrase, typed twice, with what is wrong said at once beside the field.
import { t } from "../i18n/index.ts";
import { Field } from "./field.tsx";

export const passphraseLengthMin = 8;

export interface NewPassphrase {
  first: string;
  second: string;
}

export function passphraseProblem(typed: NewPassphrase): string {
  if (typed.first.length < passphraseLengthMin)
    return t("passphraseShort", { least: passphraseLengthMin });
  if (typed.first !== typed.second) return t("passphraseDiffers");
  return "";
}

export function PassphraseFields(props: {
  typed: NewPassphrase;
  change: (typed: NewPassphrase) => void;
  tried: boolean;
}) {
  const { typed, change, tried } = props;
  const short = typed.first.length < passphraseLengthMin;
  return (
    <>
      <Field
        label={t("passphraseChoose")}
        hint={t("passphraseHint")}
        secret
        required
        autocomplete="new-password"
        value={typed.first}
        change={(first) => change({ ...typed, first })}
        error={tried && short ? passphraseProblem(typed) : undefined}
      />
      <Field
        label={t("passphraseRepeat")}
        secret
        required
        autocomplete="new-password"
        value={typed.second}
        change={(second) => change({ ...typed, second })}
        error={tried && !short && typed.first !== typed.second ? t("passphraseDiffers") : undefined}
      />
    </>
  );
}
