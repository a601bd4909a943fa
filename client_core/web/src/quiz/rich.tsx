// A few formatted words, such as an answer's, cleaned like any HTML of a course.
import { useLayoutEffect, useRef } from "preact/hooks";

import { sanitised } from "../views/sanitise.ts";

export function Rich(props: { html: string }) {
  const place = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    place.current?.replaceChildren(sanitised(props.html));
  }, [props.html]);
  return <span ref={place} class="rich" dir="auto" />;
}
