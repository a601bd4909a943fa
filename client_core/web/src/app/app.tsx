// The frame around every page, and which page stands in it: what the address says, once a profile
// is open; before that, how to get one or to unlock it.
import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";

import { t } from "../i18n/index.ts";
import { faultOf } from "../state/answer.ts";
import type { Fault } from "../state/answer.ts";
import { joined, phase } from "../state/engine.ts";
import { Broken } from "../views/broken.tsx";
import { FaultNotice, Waiting } from "../views/parts.tsx";
import { path } from "./router.ts";
import { find } from "./routes.ts";
import type { PageProps, PageRoute } from "./routes.ts";
import { Shell } from "./shell.tsx";

type Load = PageRoute["load"];
const welcome: Load = () => import("../views/welcome.tsx").then((m) => m.Welcome);
const unlock: Load = () => import("../views/unlock.tsx").then((m) => m.Unlock);
// Not a part of its own: what served the parts may be what is gone.
const broken: Load = () => Promise.resolve(Broken);

// Several loads may be on their way when somebody is quick: the last one asked for counts.
function useLoaded(load: Load | null): {
  page: ComponentType<PageProps> | null;
  fault: Fault | null;
} {
  const [shown, show] = useState<{
    load: Load | null;
    page: ComponentType<PageProps> | null;
    fault: Fault | null;
  }>({ load: null, page: null, fault: null });
  useEffect(() => {
    if (!load) return;
    let wanted = true;
    load().then(
      (page) => wanted && show({ load, page, fault: null }),
      (thrown: unknown) =>
        wanted &&
        show({ load, page: null, fault: { ...faultOf(thrown), message: t("partMissing") } }),
    );
    return () => {
      wanted = false;
    };
  }, [load]);
  return shown.load === load ? shown : { page: null, fault: null };
}

function loadFor(route: PageRoute): Load | null {
  if (route.open) return route.load;
  switch (phase.value) {
    case "starting":
      return null;
    case "none":
      return welcome;
    case "locked":
      return unlock;
    case "broken":
      return broken;
    case "open":
      return joined.value ? route.load : welcome;
  }
}

function Content() {
  const { route, values } = find(path.value);
  const { page: Page, fault } = useLoaded(loadFor(route));
  if (fault) return <FaultNotice fault={fault} again={() => location.reload()} />;
  return Page ? <Page key={path.value} values={values} /> : <Waiting />;
}

export function App() {
  return (
    <Shell>
      <Content />
    </Shell>
  );
}
