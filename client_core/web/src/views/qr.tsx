// A text as a QR code, dark on light whatever the display: one path, drawn here, so that it needs
// no network.
import makeCode from "qrcode-generator";

const quiet = 4;

// Address and code apart: capital letters and digits take less room in a mode of their own.
function made(text: string) {
  const code = makeCode(0, "L");
  const mark = text.indexOf("#") + 1;
  if (mark > 0) code.addData(text.slice(0, mark), "Byte");
  code.addData(text.slice(mark), mark > 0 ? "Alphanumeric" : "Byte");
  code.make();
  return code;
}

export function QrCode(props: { text: string; label: string }) {
  const code = made(props.text);
  const width = code.getModuleCount();
  let path = "";
  for (let row = 0; row < width; ++row) {
    for (let column = 0; column < width; ++column) {
      if (code.isDark(row, column)) path += `M${column} ${row}h1v1h-1z`;
    }
  }
  const side = width + 2 * quiet;
  return (
    <svg
      class="qr-code"
      role="img"
      aria-label={props.label}
      viewBox={`${-quiet} ${-quiet} ${side} ${side}`}
      shape-rendering="crispEdges"
    >
      <rect x={-quiet} y={-quiet} width={side} height={side} fill="#ffffff" />
      <path d={path} fill="#000000" />
    </svg>
  );
}
