// How a profile comes to belong to a person: with an invitation, or by signing in on a new device.
// The requests and answers are the core's; this carries them in the right order.
import { post } from "./courier.ts";
import type { Home } from "./home.ts";
import type { Person, Stage } from "./protocol.ts";
import { failed } from "./words.ts";

const stageAfter = (home: Home, answer: Uint8Array) =>
  home.json<{ stage: Stage }>("approdo_join_answer", answer).stage;

export const personOf = (home: Home) => home.json<Person>("approdo_person");

export async function joinWith(home: Home, link: string, name: string, passphrase: string) {
  const request = home.call("approdo_join_request", link, name, passphrase);
  stageAfter(home, await post(home, request));
}

export async function signInWith(home: Home, link: string, name: string, passphrase: string) {
  const { stage } = personOf(home);
  if (stage !== "salt_known" && stage !== "signing_in") {
    stageAfter(home, await post(home, home.call("approdo_salt_request", link, name)));
  }
  const request = home.call("approdo_sign_in_request", passphrase);
  stageAfter(home, await post(home, request));
}

// A request whose answer did not come is accepted once, however often it is sent.
export async function askAgain(home: Home) {
  const request = home.call("approdo_pending_join");
  if (request.length === 0) throw failed("missing", "not_pending");
  stageAfter(home, await post(home, request));
}
