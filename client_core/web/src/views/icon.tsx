// The app's own icons, drawn on a grid of 24. They are decoration: words say the same beside them.
// Those that point along the line of reading turn round in languages from right to left.
const disc = "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z";
const question = `${disc}M9.3 9.3a2.8 2.8 0 1 1 3.7 2.9c-.7.3-1 .8-1 1.6M12 17v.01`;
const heads = "M9 5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM15.5 5.2a3.5 3.5 0 0 1 0 6.6";

const drawings = {
  check: "M5 12.5l4.5 4.5L19 7.5",
  info: "M12 11v6M12 7.5v.01M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z",
  warning: "M12 4L2.5 20h19zM12 10v4.5M12 17v.01",
  error: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM8.5 8.5l7 7M15.5 8.5l-7 7",
  online: "M5 12.5l4.5 4.5L19 7.5M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20z",
  offline: "M3 3l18 18M8.5 6.4A7 7 0 0 1 19 11a4 4 0 0 1 2 6.5M16 19H7a5 5 0 0 1-1.5-9.8",
  send: "M12 19V6M6 11l6-6 6 6",
  sync: "M20 11a8 8 0 0 0-14-4.5L4 9M4 4v5h5M4 13a8 8 0 0 0 14 4.5L20 15M20 20v-5h-5",
  download: "M12 4v12M6.5 11l5.5 5.5 5.5-5.5M4 20h16",
  pause: "M8 5v14M16 5v14",
  play: "M7 4.5v15l12-7.5z",
  menu: "M4 6h16M4 12h16M4 18h16",
  close: "M5 5l14 14M19 5L5 19",
  next: "M9 5l7 7-7 7",
  previous: "M15 5l-7 7 7 7",
  up: "M5 15l7-7 7 7",
  down: "M5 9l7 7 7-7",
  page: "M6 3h8l5 5v13H6zM14 3v5h5M9 13h6M9 17h6",
  media: "M4 5h16v14H4zM10 9v6l5-3z",
  quiz: question,
  assignment: "M4 20l1-5L16 4l4 4L9 19zM13 7l4 4",
  foreign: "M4 8l8-4 8 4v8l-8 4-8-4zM4 8l8 4 8-4M12 12v8",
  listen: "M4 9h4l5-4v14l-5-4H4zM16.5 8.5a5 5 0 0 1 0 7M19 6a8.5 8.5 0 0 1 0 12",
  display: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 3v18M12 6a6 6 0 0 1 0 12",
  language:
    "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3 12h18M12 3c-5 5.5-5 12.5 0 18M12 3c5 5.5 5 12.5 0 18",
  help: question,
  person: "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4 21c.5-4.5 3.5-6.5 8-6.5s7.5 2 8 6.5",
  people: `${heads}M2.5 20c.4-4 2.8-5.5 6.5-5.5s6.1 1.5 6.5 5.5M17.5 14.8c2.4.6 3.7 2.2 4 5.2`,
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  boat: "M11 3v11H5c1-5 3-8.5 6-11zM14 6c2 2.5 3.5 5 4 8h-4M3 17h18l-2 3H5z",
  trash: "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13",
  print: "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z",
  clock: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3.5 2",
  device: "M5 5h14v10H5zM2.5 19h19",
  file: "M6 3h8l5 5v13H6zM14 3v5h5",
  home: "M4 11l8-7 8 7v9h-5v-6H9v6H4z",
  books: "M5 4h4v16H5zM9 4h4v16H9zM14 5l4-1 3 15-4 1z",
  medal: "M12 3a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM9 13l-2 8 5-3 5 3-2-8",
} as const;

export type IconName = keyof typeof drawings;
const turning = new Set<IconName>(["next", "previous", "listen", "play", "assignment"]);

export function Icon(props: { name: IconName }) {
  return (
    <svg
      class={turning.has(props.name) ? "icon icon-turns" : "icon"}
      viewBox="0 0 24 24"
      aria-hidden="true"
      focusable="false"
    >
      <path d={drawings[props.name]} />
    </svg>
  );
}
