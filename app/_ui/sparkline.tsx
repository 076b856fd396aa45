const [WIDTH, HEIGHT] = [100, 30];

type Props = { values: readonly number[]; color: string };

/** A small line chart without axes; the same numbers are beside it as text. */
export function Sparkline({ values, color }: Props) {
  // One value alone is a level, not the end of a rise.
  const drawn = values.length === 1 ? [...values, ...values] : values;
  const top = Math.max(...drawn, 0);
  const x = (index: number): number => (index / (drawn.length - 1)) * WIDTH;
  const y = (value: number): number => HEIGHT - 2 - (top === 0 ? 0 : (value / top) * (HEIGHT - 4));
  const line = drawn.map((value, index) => `${x(index).toFixed(1)},${y(value).toFixed(1)}`).join(" ");
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden
      focusable="false"
      style={{ display: "block", width: "100%", height: HEIGHT, color }}
    >
      <polygon points={`0,${HEIGHT} ${line} ${WIDTH},${HEIGHT}`} fill="currentColor" opacity={0.12} />
      <polyline
        points={line}
        fill="none"
        stroke="currentColor"
        strokeWidth={1.5}
        strokeLinejoin="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
