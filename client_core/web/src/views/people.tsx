// For coordinators: who is there, new people, and the links by which they join. All of it is at the
// site, so it needs the network and a session.
import { useEffect, useState } from "preact/hooks";

import { moment, t } from "../i18n/index.ts";
import type { PlainKey } from "../i18n/index.ts";
import { faultOf, useAct } from "../state/answer.ts";
import type { Fault } from "../state/answer.ts";
import * as site from "../state/site_api.ts";
import type { Account, Course, Invitation, Organisation, Role } from "../state/site_api.ts";
import { Field, Select } from "./field.tsx";
import { Badge, Button, FaultNotice, Heading, Notice, Waiting } from "./parts.tsx";
import { BeginSession } from "./session.tsx";

const roleNames: Record<Role, PlainKey> = {
  learner: "roleLearner",
  trainer: "roleTrainer",
  coordinator: "roleCoordinator",
  administrator: "roleAdministrator",
};
// In rising order.
const roles = Object.keys(roleNames) as Role[];
const coordinates = roles.indexOf("coordinator");

interface Made {
  name: string;
  invitation: Invitation;
}

function InvitationNotice(props: { made: Made }) {
  const { name, invitation } = props.made;
  const [copied, setCopied] = useState(false);
  return (
    <Notice kind="success" live title={t("inviteFor", { name })}>
      <p>{t("inviteWhy", { when: moment(invitation.expires) })}</p>
      <input
        class="form-control"
        readOnly
        dir="ltr"
        aria-label={t("inviteLink")}
        value={invitation.link}
        onFocus={(event) => event.currentTarget.select()}
      />
      <div class="button-row">
        <Button
          kind="outline"
          small
          onClick={() =>
            void navigator.clipboard.writeText(invitation.link).then(
              () => setCopied(true),
              () => {},
            )
          }
        >
          {t("inviteCopy")}
        </Button>
        <span role="status">{copied ? t("inviteCopied") : ""}</span>
      </div>
    </Notice>
  );
}

interface Known {
  organisations: Organisation[];
  accounts: Account[];
  courses: Course[];
}

function AddPerson(props: { known: Known; made: (made: Made) => void }) {
  const { organisations, courses } = props.known;
  const [name, setName] = useState("");
  const [user, setUser] = useState("");
  const [role, setRole] = useState<Role>("learner");
  const [organisation, setOrganisation] = useState(organisations.at(-1)?.id ?? "");
  const [course, setCourse] = useState("");
  const [tried, setTried] = useState(false);
  const { busy, fault, act } = useAct();
  const add = (): void => {
    setTried(true);
    if (!name.trim() || !user.trim()) return;
    act(async () => {
      const account = await site.addAccount({
        user: user.trim(),
        name: name.trim(),
        role,
        organisation,
      });
      const enrols = role === "learner" && course ? { course } : {};
      const invitation = await site.invite({ role, organisation, account: account.id, ...enrols });
      props.made({ name: name.trim(), invitation });
      setName("");
      setUser("");
      setTried(false);
    });
  };
  return (
    <form
      class="card form-narrow"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <h2>{t("personAdd")}</h2>
      <Field
        label={t("personName")}
        required
        value={name}
        change={setName}
        error={tried && !name.trim() ? t("fieldNeeded") : undefined}
      />
      <Field
        label={t("userName")}
        hint={t("personUserHint")}
        required
        value={user}
        change={setUser}
        error={tried && !user.trim() ? t("fieldNeeded") : undefined}
      />
      <Select
        label={t("personRole")}
        value={role}
        options={roles.map((each) => [each, t(roleNames[each])])}
        change={(value) => setRole(value as Role)}
      />
      <Select
        label={t("personOrganisation")}
        value={organisation}
        options={organisations.map((each) => [each.id, `${"– ".repeat(each.depth)}${each.name}`])}
        change={setOrganisation}
      />
      {role === "learner" ? (
        <Select
          label={t("personCourse")}
          value={course}
          options={[
            ["", t("personNoCourse")],
            ...courses.map((each): [string, string] => [each.id, each.title]),
          ]}
          change={setCourse}
        />
      ) : null}
      <FaultNotice fault={fault} />
      <Button submit busy={busy}>
        {t("personAddDo")}
      </Button>
    </form>
  );
}

function AccountState(props: { account: Account }) {
  const { account } = props;
  if (account.suspended) return <Badge kind="warning">{t("personSuspended")}</Badge>;
  return account.joined ? (
    <Badge kind="success" icon="check">
      {t("personJoined")}
    </Badge>
  ) : (
    <Badge kind="neutral">{t("personInvited")}</Badge>
  );
}

function Accounts(props: { known: Known; made: (made: Made) => void }) {
  const { accounts, organisations } = props.known;
  const { busy, fault, act } = useAct();
  const officeOf = (id: string): string => organisations.find((each) => each.id === id)?.name ?? "";
  const inviteAgain = (account: Account): void => {
    const at = account.roles[0];
    if (!at) return;
    act(async () => {
      const { role, organisation } = at;
      const invitation = await site.invite({ role, organisation, account: account.id });
      props.made({ name: account.name || account.user, invitation });
    });
  };
  if (accounts.length === 0) return <p>{t("peopleNone")}</p>;
  return (
    <>
      <FaultNotice fault={fault} />
      <div class="table-frame" tabIndex={0} role="group" aria-label={t("peopleAll")}>
        <table>
          <caption class="visually-hidden">{t("peopleAll")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("className")}</th>
              <th scope="col">{t("personRole")}</th>
              <th scope="col">{t("personOrganisation")}</th>
              <th scope="col">{t("recordState")}</th>
              <th scope="col">{t("inviteAgain")}</th>
            </tr>
          </thead>
          <tbody>
            {accounts.map((account) => (
              <tr key={account.id}>
                <th scope="row">
                  {account.name || account.user}
                  <span class="unit-notes">{account.user}</span>
                </th>
                <td>{account.roles.map(({ role }) => t(roleNames[role])).join(", ")}</td>
                <td>
                  {account.roles.map(({ organisation }) => officeOf(organisation)).join(", ")}
                </td>
                <td>
                  <AccountState account={account} />
                </td>
                <td>
                  <Button
                    kind="outline"
                    small
                    busy={busy}
                    label={t("inviteAgainFor", { name: account.name || account.user })}
                    onClick={() => inviteAgain(account)}
                  >
                    {t("inviteAgain")}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

// Everybody below the offices that this person coordinates, each once.
async function loadKnown(): Promise<Known> {
  const [own, offices, courses] = await Promise.all([
    site.me(),
    site.organisations(),
    site.courses(),
  ]);
  const coordinated = own.roles.filter(({ role }) => roles.indexOf(role) >= coordinates);
  if (coordinated.length === 0) throw new site.SiteError("forbidden", t("notAllowed"));
  const lists = await Promise.all(
    coordinated.map(({ organisation }) => site.accounts(organisation)),
  );
  const accounts = new Map(lists.flatMap(({ items }) => items).map((each) => [each.id, each]));
  return {
    organisations: offices.items,
    accounts: [...accounts.values()],
    courses: courses.items,
  };
}

function Everyone() {
  const [known, setKnown] = useState<Known | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const [made, setMade] = useState<Made | null>(null);
  const [round, setRound] = useState(0);
  useEffect(() => {
    loadKnown().then(
      (all) => {
        setFault(null);
        setKnown(all);
      },
      (thrown: unknown) => setFault(faultOf(thrown)),
    );
  }, [round]);
  const show = (next: Made): void => {
    setMade(next);
    setRound(round + 1);
  };
  if (fault) return <FaultNotice fault={fault} again={() => setRound(round + 1)} />;
  if (!known) return <Waiting />;
  return (
    <>
      {made ? <InvitationNotice made={made} /> : null}
      <AddPerson known={known} made={show} />
      <section class="section">
        <h2>{t("peopleAll")}</h2>
        <Accounts known={known} made={show} />
      </section>
    </>
  );
}

export function People() {
  return (
    <>
      <Heading lead={t("peopleLead")}>{t("navPeople")}</Heading>
      {site.hasSession() ? <Everyone /> : <BeginSession />}
    </>
  );
}
