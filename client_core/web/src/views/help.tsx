// How it works, in few words.
import { t } from "../i18n/index.ts";
import type { PlainKey } from "../i18n/index.ts";
import { Heading } from "./parts.tsx";

const questions: [PlainKey, PlainKey][] = [
  ["helpOffline", "helpOfflineAnswer"],
  ["helpSaved", "helpSavedAnswer"],
  ["helpWaiting", "helpWaitingAnswer"],
  ["helpNoNetwork", "helpNoNetworkAnswer"],
  ["helpOther", "helpOtherAnswer"],
  ["helpForgot", "helpForgotAnswer"],
  ["helpPrivacy", "helpPrivacyAnswer"],
  ["helpKeyboard", "helpKeyboardAnswer"],
];

export function Help() {
  return (
    <>
      <Heading lead={t("helpLead")}>{t("help")}</Heading>
      <div class="questions">
        {questions.map(([question, answer]) => (
          <details key={question}>
            <summary>{t(question)}</summary>
            <p>{t(answer)}</p>
          </details>
        ))}
      </div>
    </>
  );
}
